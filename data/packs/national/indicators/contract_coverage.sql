-- title: 重点人群签约率
-- target: 100
-- unit: %
-- source: 方农工办〔2022〕54号 二、三(二)：脱贫户、监测户和农村“四类人员”全部纳入家庭医生签约服务范围
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT DISTINCT r.person AS subject,
  EXISTS (SELECT 1 FROM contract AS c WHERE c.subject = r.person AND c.holds = 1
            AND c.begins <= day.day AND c.ends >= day.day) AS done
FROM day JOIN resident AS r JOIN belonging AS b ON b.person = r.person
WHERE b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')
  AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)
  AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place));
