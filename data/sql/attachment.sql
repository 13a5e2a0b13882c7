-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: file/insert
-- The bytes of a photograph or scan; the same again changes nothing.
INSERT INTO file (id, content) VALUES (:id, :content) ON CONFLICT (id) DO NOTHING;

-- name: file/by-id
-- The bytes.
SELECT content FROM file WHERE id = :id;

-- name: attachment/insert
-- A photograph or scan of a paper.
INSERT INTO attachment (id, subject, name, type, file, added, staff)
VALUES (:id, :subject, :name, :type, :file, :added, :staff);

-- name: attachment/of-subject
-- Without the bytes, newest first.
SELECT id, name, type, file, added, staff FROM attachment WHERE subject = :subject ORDER BY added DESC, id DESC;

-- name: attachment/delete
-- It was added by mistake; the bytes stay for undo.
DELETE FROM attachment WHERE id = :id;

-- name: file/orphans
-- Bytes that no attachment has, nor had before a change that can be undone, and no draft waits for.
SELECT file.id FROM file
WHERE NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.file = file.id)
  AND NOT EXISTS (SELECT 1 FROM draft WHERE instr (draft.answers, file.id) > 0)
  AND file.id NOT IN (SELECT before ->> 'file' FROM journal WHERE table_ = 'attachment' AND before IS NOT NULL);

-- name: file/delete-orphans
-- Away with them.
DELETE FROM file
WHERE NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.file = file.id)
  AND NOT EXISTS (SELECT 1 FROM draft WHERE instr (draft.answers, file.id) > 0)
  AND file.id NOT IN (SELECT before ->> 'file' FROM journal WHERE table_ = 'attachment' AND before IS NOT NULL);
