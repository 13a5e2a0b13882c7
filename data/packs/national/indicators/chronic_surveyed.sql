-- title: 慢性病摸排覆盖率
-- target: 100
-- unit: %
-- option: survey_scope monitored 摸排、鉴定的范围 monitored=脱贫户和监测户|four=再加农村四类人员|all=全部在册居民
-- source: 方农工办〔2022〕54号 三(一)：对本村的脱贫户和监测户全面摸排，不漏一户、不漏一人
-- note: 看本年；没有见到本人的不算摸排。摸排以后家里有人出生、去世、迁走，或者进入了一个类别的，重新算未摸排。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT DISTINCT r.person AS subject,
  EXISTS (SELECT 1 FROM chronic_survey AS s WHERE s.subject = r.person AND s.result <> 'p_absent'
            AND s.day BETWEEN substr (day.day, 1, 4) || '-01-01' AND day.day
            AND NOT EXISTS (SELECT 1 FROM home_change AS c WHERE c.household = r.household AND c.what <> 'left'
                              AND c.day > s.day AND c.day <= day.day)) AS done
FROM day JOIN resident AS r JOIN survey_scope AS b ON b.person = r.person
WHERE b.scope = coalesce (:survey_scope, 'monitored')
  AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)
  AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place));
