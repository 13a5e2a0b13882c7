-- title: 慢性病摸排
-- section: work
-- source: 方农工办〔2022〕54号 三(一)：对本村的脱贫户和监测户全面摸排，不漏一户、不漏一人
-- note: 本年还没有结果的人；没有见到的到下次再访的日子；摸排以后家里有人出生、去世、迁走，或者进入了一个类别的，重新摸排。
WITH
  scope (person, household, name) AS (
    SELECT DISTINCT r.person, r.household, r.name FROM resident AS r JOIN belonging AS b ON b.person = r.person
    WHERE b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden')
      AND (b.from_ IS NULL OR b.from_ <= :today) AND (b.until IS NULL OR b.until >= :today)
  ),
  survey AS (
    SELECT s.*, row_number () OVER (PARTITION BY s.subject ORDER BY s.day DESC, s.id DESC) AS newest
    FROM chronic_survey AS s WHERE s.day BETWEEN substr (:today, 1, 4) || '-01-01' AND :today
  ),
  work (subject, next, absent, changed) AS (
    SELECT p.person, s.next_try, s.result = 'p_absent',
      (SELECT max (c.day) FROM home_change AS c
       WHERE c.household = p.household AND c.what <> 'left' AND c.day > s.day AND c.day <= :today)
    FROM scope AS p LEFT JOIN survey AS s ON s.subject = p.person AND s.newest = 1
  )
SELECT subject, 'chronic_survey' AS form, NULL AS workflow, NULL AS case_,
  CASE WHEN absent THEN next END AS due,
  '慢性病摸排' || CASE WHEN absent THEN '：上次未见到' WHEN changed IS NOT NULL THEN '：' || changed || '家里有变化，重新摸排'
    ELSE '' END AS what
FROM work
WHERE absent IS NULL OR absent OR changed IS NOT NULL
ORDER BY due IS NULL, due, subject;
