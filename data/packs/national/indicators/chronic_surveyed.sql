-- title: 慢性病摸排覆盖率
-- target: 100
-- unit: %
-- option: survey_scope monitored 摸排、鉴定的范围 monitored=脱贫户和监测户|four=再加农村四类人员|all=全部在册居民
-- source: 方农工办〔2022〕54号 三(一)：对本村的脱贫户和监测户全面摸排，不漏一户、不漏一人
-- note: 看本年最近一次；没有见到本人的不算摸排。摸排以后家里有人出生、去世、迁走，或者进入了一个类别的，重新算未摸排。
WITH
  day (day, first) AS (SELECT coalesce (:until, :today), strftime ('%Y', coalesce (:until, :today)) || '-01-01'),
  -- alone, or every scope is looked through
  scope (person) AS MATERIALIZED (
    SELECT DISTINCT person FROM survey_scope WHERE scope = coalesce (:survey_scope, 'monitored')
      AND (from_ IS NULL OR from_ <= coalesce (:until, :today)) AND (until IS NULL OR until >= coalesce (:until, :today))
  ),
  asked (person, household) AS MATERIALIZED (
    SELECT r.person, r.household FROM scope CROSS JOIN resident AS r ON r.person = scope.person
    WHERE :place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place)
  ),
  -- the newest alone, as on Today and in the tables: who was sought again and not found is to be found
  last (person, newest, day, result) AS (
    SELECT s.subject, max (s.day || s.id), s.day, s.result FROM day JOIN chronic_survey AS s ON s.day BETWEEN day.first AND day.day GROUP BY s.subject
  ),
  -- once for a household, not for each of its people
  changed (household, day) AS MATERIALIZED (
    SELECT a.household, (SELECT c.day FROM home_change AS c WHERE c.household = a.household AND c.what <> 'left' AND c.day <= day.day ORDER BY c.day DESC LIMIT 1)
    FROM (SELECT DISTINCT household FROM asked) AS a CROSS JOIN day
  )
SELECT a.person AS subject, coalesce (last.result <> 'p_absent' AND last.day >= coalesce (changed.day, ''), 0) AS done
FROM asked AS a LEFT JOIN last ON last.person = a.person LEFT JOIN changed ON changed.household = a.household;
