-- title: 重点人群年度体检率
-- target: 100
-- unit: %
-- source: 方农工办〔2022〕54号 三(四)：脱贫户、监测户和农村“四类人员”每年开展1次免费健康体检
-- note: 本年有一次健康体检表的。0—6岁儿童和肺结核患者不填健康体检表，不算在内。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT DISTINCT r.person AS subject,
  EXISTS (SELECT 1 FROM health_check AS h
          WHERE h.subject = r.person AND h.day >= strftime ('%Y', day.day) || '-01-01' AND h.day <= day.day) AS done
FROM day JOIN resident AS r JOIN belonging AS b ON b.person = r.person
WHERE r.resident = 1 AND coalesce (age_on (r.birth, day.day) >= 7, 1)
  AND b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')
  AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)
  AND NOT EXISTS (SELECT 1 FROM condition AS c WHERE c.person = r.person AND c.disease = 'tuberculosis'
                    AND (c.until IS NULL OR c.until > day.day))
  AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place));
