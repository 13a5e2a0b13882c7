-- title: 应鉴尽鉴率
-- target: 100
-- unit: %
-- option: survey_scope monitored 摸排、鉴定的范围 monitored=脱贫户和监测户|four=再加农村四类人员|all=全部在册居民
-- source: 方农工办〔2022〕54号 三(一)：应入尽入、应纳尽纳，一个人有几种慢性病就鉴定几种
-- note: 范围里（脱贫户和监测户，县里可以放宽）名册上有门诊慢性病病种的人；每个病种都申请过（撤回、过期未复审的不算），或者摸排写明“未达标准”“不愿申请”“已有有效卡”的，算到位。
WITH
  day (day) AS (SELECT coalesce (:until, :today)),
  listed (disease) AS (SELECT value ->> 'code' FROM json_each (:codes_disease) WHERE value ->> 'list' = 'outpatient')
SELECT r.person AS subject,
  min (EXISTS (SELECT 1 FROM chronic_disease AS d WHERE d.subject = c.person AND d.topic = c.disease AND d.opened <= day.day
                 AND d.state NOT IN ('r_lapsed', 'r_withdrawn')))
  OR EXISTS (SELECT 1 FROM chronic_survey AS s WHERE s.subject = r.person AND s.day <= day.day
               AND s.result IN ('p_below', 'p_unwilling', 'p_card')
               AND NOT EXISTS (SELECT 1 FROM chronic_survey AS n WHERE n.subject = s.subject AND n.day > s.day AND n.day <= day.day)) AS done
FROM day JOIN resident AS r JOIN condition AS c ON c.person = r.person JOIN listed AS l ON l.disease = c.disease
WHERE (c.since IS NULL OR c.since <= day.day) AND (c.until IS NULL OR c.until > day.day)
  AND EXISTS (SELECT 1 FROM survey_scope AS b
              WHERE b.person = r.person AND b.scope = coalesce (:survey_scope, 'monitored')
                AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day))
  AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
GROUP BY r.person;
