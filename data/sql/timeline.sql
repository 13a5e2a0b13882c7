-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: timeline/of-subject
-- Records, cases, papers and moves of a person or household, the newest first; of a record its definition and its answers as JSON,
-- of a case its state and its topic. A part stands under its whole, unless that is another household's: who moved brings his along.
SELECT 'record' AS kind, r.id, r.day, r.form AS name, r.definition AS detail, json (r.answers) AS about, s.name AS staff
FROM record AS r LEFT JOIN staff AS s ON s.id = r.staff WHERE r.subject = :subject
UNION ALL
SELECT 'case', c.id, c.opened, c.workflow, c.state, c.topic, s.name
FROM case_ AS c LEFT JOIN staff AS s ON s.id = c.staff WHERE c.subject = :subject
  AND NOT EXISTS (SELECT 1 FROM case_ AS whole WHERE whole.id = c.parent
                    AND whole.subject IN (:subject, (SELECT p.household FROM person AS p WHERE p.id = :subject)))
UNION ALL
SELECT 'paper', i.id, substr (i.printed, 1, 10), i.document, i.number, '', s.name
FROM issue AS i LEFT JOIN staff AS s ON s.id = i.staff WHERE i.subject = :subject AND i.void IS NULL
UNION ALL
-- a household is called by its head, or by its number when nobody is
SELECT 'move', CASE m.person WHEN :subject THEN m.from_ ELSE m.person END, m.until, CASE m.person WHEN :subject THEN '' ELSE m.name END,
  coalesce (a.head_name, a.number) || ' → ' || coalesce (b.head_name, b.number), '', NULL
FROM (SELECT s.person, s.until, s.household AS from_, p.name,
        coalesce ((SELECT n.household FROM stay AS n WHERE n.person = s.person AND n.until > s.until ORDER BY n.until LIMIT 1), p.household) AS to_
      FROM stay AS s JOIN person AS p ON p.id = s.person
      WHERE s.person IN (SELECT :subject UNION SELECT person FROM lived WHERE household = :subject)) AS m
  JOIN home AS a ON a.household = m.from_ JOIN home AS b ON b.household = m.to_
WHERE :subject IN (m.person, m.from_, m.to_)
UNION ALL
-- of a household that moved as a whole
SELECT 'place', s.household, s.until, '', a.name || ' → ' || b.name, '', NULL
FROM site AS s JOIN place AS a ON a.id = s.place
  JOIN place AS b ON b.id = coalesce ((SELECT n.place FROM site AS n WHERE n.household = s.household AND n.until > s.until ORDER BY n.until LIMIT 1),
                                      (SELECT h.place FROM household AS h WHERE h.id = s.household))
WHERE s.household = :subject
ORDER BY 3 DESC, 2 DESC;

-- name: timeline/measurements
-- One numeric answer of a form over time.
SELECT day, answers ->> :path AS value FROM record
WHERE form = :form AND subject = :subject AND typeof (answers ->> :path) IN ('integer', 'real')
ORDER BY day, id;
