-- title: 转诊确诊了，还没有登记
-- level: warning
-- source: 国家基本公共卫生服务规范（第三版）：确诊的高血压、2型糖尿病、肺结核患者纳入管理
SELECT f.subject, r.name || '转诊已确诊' || CASE f.why WHEN '1' THEN '高血压' WHEN '2' THEN '糖尿病' ELSE '肺结核' END ||
  '，名册上还没有登记。请在这个人的“修改”里登记病种，登记以后按规范随访。' AS message
FROM referral AS f JOIN resident AS r ON r.person = f.subject
WHERE f.state = 'confirmed' AND f.why IN ('1', '2', '3')
  AND NOT EXISTS (SELECT 1 FROM condition AS c WHERE c.person = f.subject
                    AND c.disease = CASE f.why WHEN '1' THEN 'hypertension' WHEN '2' THEN 'diabetes' ELSE 'tuberculosis' END)
ORDER BY f.subject;
