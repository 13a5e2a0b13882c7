-- title: 大病救治率
-- target: 100
-- unit: %
-- source: 西双版纳州 2021：已入院或签约管理 ÷ 确诊；方农工办〔2022〕54号 三(五)3：脱贫户和监测户全部纳入
-- note: 看脱贫户和监测户的人；线索还没有核实的、排除的不算确诊。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT m.subject, min (m.state IN ('treating', 'signed', 'treated', 'cured')) AS done
FROM day JOIN major_disease AS m JOIN resident AS r ON r.person = m.subject
WHERE m.state NOT IN ('found', 'excluded') AND m.opened <= day.day
  AND EXISTS (SELECT 1 FROM belonging AS b
              WHERE b.person = m.subject AND b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden')
                AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day))
  AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
GROUP BY m.subject;
