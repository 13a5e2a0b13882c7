-- title: 慢性病摸排
-- section: work
-- option: survey_scope monitored 摸排、鉴定的范围 monitored=脱贫户和监测户|four=再加农村四类人员|all=全部在册居民
-- source: 方农工办〔2022〕54号 三(一)：对本村的脱贫户和监测户全面摸排，不漏一户、不漏一人
-- note: 本年还没有结果的人；没有见到的到下次再访的日子；摸排以后家里有人出生、去世、迁走，或者进入了一个类别的，重新摸排。
WITH
  -- alone, or every scope is looked through
  asked (person) AS MATERIALIZED (
    SELECT DISTINCT person FROM survey_scope WHERE scope = coalesce (:survey_scope, 'monitored')
      AND (from_ IS NULL OR from_ <= :today) AND (until IS NULL OR until >= :today)
      AND (:among IS NULL OR person IN (SELECT value FROM json_each (:among)))
  ),
  newest (person, household, record) AS MATERIALIZED (
    SELECT p.id, p.household,
      (SELECT r.id FROM record AS r WHERE r.form = 'chronic_survey' AND r.subject = p.id
         AND r.day BETWEEN substr (:today, 1, 4) || '-01-01' AND :today ORDER BY r.day DESC, r.id DESC LIMIT 1)
    FROM asked AS a CROSS JOIN person AS p ON p.id = a.person
    WHERE p.state = 'here'
  ),
  -- no max(): then each part of the view is looked into by the household
  work (subject, next, absent, changed) AS MATERIALIZED (
    SELECT p.person, s.next_try, s.result = 'p_absent',
      CASE WHEN s.id IS NOT NULL THEN (SELECT c.day FROM home_change AS c
        WHERE c.household = p.household AND c.what <> 'left' AND c.day > s.day AND c.day <= :today ORDER BY c.day DESC LIMIT 1) END
    FROM newest AS p LEFT JOIN chronic_survey AS s ON s.subject = p.person AND s.id = p.record
  )
SELECT subject, 'chronic_survey' AS form, NULL AS workflow, NULL AS case_,
  CASE WHEN absent THEN next END AS due,
  '慢性病摸排' || CASE WHEN absent THEN '：上次未见到' WHEN changed IS NOT NULL THEN '：' || changed || '家里有变化，重新摸排'
    ELSE '' END AS what
FROM work
WHERE absent IS NULL OR absent OR changed IS NOT NULL;
