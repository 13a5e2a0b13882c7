-- title: 服务包缺了本人需要的
-- level: warning
-- source: 国卫基层发〔2018〕35号；方农工办〔2022〕54号 三(二)：重点做好4种慢病患者的规范管理
WITH need (person, package, what) AS (
  SELECT person, CASE disease WHEN 'hypertension' THEN 'HBP' WHEN 'diabetes' THEN 'DM' WHEN 'mental' THEN 'SMI' ELSE 'TB' END,
    CASE disease WHEN 'hypertension' THEN '高血压服务包' WHEN 'diabetes' THEN '糖尿病服务包'
                 WHEN 'mental' THEN '严重精神障碍服务包' ELSE '肺结核服务包' END
  FROM condition
  WHERE disease IN ('hypertension', 'diabetes', 'mental', 'tuberculosis') AND (until IS NULL OR until > :today)
  UNION
  SELECT person, 'OLD65', '老年人服务包' FROM resident WHERE age_on (birth, :today) >= :limit_elder_age
)
SELECT r.person AS subject, r.name || '的签约里没有' || group_concat (n.what, '、') || '，请变更服务包。' AS message
FROM contract AS c JOIN resident AS r ON r.person = c.subject JOIN need AS n ON n.person = c.subject
WHERE c.state IN ('signed', 'active') AND c.ends >= :today
  AND instr (' ' || coalesce (c.packages, '') || ' ', ' ' || n.package || ' ') = 0
GROUP BY c.id
ORDER BY r.person;
