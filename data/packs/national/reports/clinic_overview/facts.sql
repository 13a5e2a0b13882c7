-- 村卫生室基本情况统计表: one row for each village, as its newest check until the last day said it; a village without one has its name alone.
WITH
  village (id, name, position) AS (
    SELECT DISTINCT v.id, v.name, v.position FROM place AS v JOIN place_around AS a ON a.around = v.id
    WHERE v.level = 'village' AND (:place IS NULL OR a.place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  last (subject, record) AS (
    SELECT c.subject, (SELECT n.id FROM clinic_check AS n WHERE n.subject = c.subject AND n.day <= :until
                       ORDER BY n.day DESC, n.entered DESC, n.id DESC LIMIT 1)
    FROM clinic_check AS c GROUP BY c.subject
  ),
  -- who works where is not written when the store has several villages
  qualified (words) AS (
    SELECT group_concat (t.title || t.n || '人', '、' ORDER BY t.n DESC, t.title)
    FROM (SELECT title, count (*) AS n FROM staff WHERE title <> '' AND (until IS NULL OR until >= :until) GROUP BY title) AS t
    WHERE (SELECT count (*) FROM place WHERE level = 'village') = 1
  )
SELECT v.position, v.id AS village, v.name AS village_name, c.day, c.clinic, c.a03 AS area,
  CASE WHEN c.id IS NOT NULL THEN trim (CASE WHEN c.a041 = '1' THEN '、诊断室' ELSE '' END || CASE WHEN c.a042 = '1' THEN '、治疗室' ELSE '' END ||
    CASE WHEN c.a043 = '1' THEN '、药房' ELSE '' END || CASE WHEN c.a044 = '1' THEN '、公卫室' ELSE '' END ||
    CASE WHEN c.a045 = '1' THEN '、观察室' ELSE '' END, '、') END AS rooms,
  CASE c.a07 WHEN '1' THEN '齐全' WHEN '2' THEN '缺' || coalesce ((SELECT group_concat (q.value ->> 'label', '、' ORDER BY q.key)
      FROM json_each (:codes_clinic_equipment) AS q WHERE instr (' ' || c.a07_missing || ' ', ' ' || (q.value ->> 'code') || ' ') > 0), '') END AS equipment,
  CASE c.a06 WHEN '1' THEN '是' WHEN '2' THEN '否（私有）' WHEN '3' THEN '否（租用）' END AS public_,
  CASE c.d04 WHEN '1' THEN '已开通' WHEN '2' THEN '未开通' END AS pooled, c.d01 AS drugs, c.b01 AS doctors,
  CASE WHEN c.b01 > 0 THEN (SELECT words FROM qualified) END AS qualified, c.c01 AS diseases,
  CASE c.standard WHEN '1' THEN '是' WHEN '2' THEN '否' END AS standard,
  CASE WHEN c.a01 = '3' THEN '由' || c.a01_text || '覆盖' END AS covered,
  (SELECT group_concat (coalesce (nullif (p.measure, ''), p.text || '（措施待定）'), '；' ORDER BY p.opened, p.id) FROM problem AS p
   WHERE p.subject = v.id AND p.record = c.id AND p.opened <= :until AND p.state <> 'rejected') AS measures
FROM village AS v LEFT JOIN last AS l ON l.subject = v.id LEFT JOIN clinic_check AS c ON c.id = l.record
ORDER BY v.position, v.name, v.id;
