-- title: 签约的人群类型和本人不符
-- level: warning
-- source: 国卫基层发〔2018〕35号：按人群提供服务
WITH listed (subject, group_) AS (
  SELECT c.subject, g.value FROM contract AS c, json_each ('["' || replace (c.groups, ' ', '","') || '"]') AS g
  WHERE c.state IN ('signed', 'active') AND c.begins <= :today AND c.groups IS NOT NULL
)
SELECT r.person AS subject, r.name || '的签约写着' || CASE l.group_
    WHEN '03' THEN '老年人，今年' || age_on (r.birth, :today) || '岁'
    WHEN '02' THEN '0—6岁儿童，今年' || age_on (r.birth, :today) || '岁'
    WHEN '04' THEN '高血压患者，名册上没有高血压'
    WHEN '05' THEN '2型糖尿病患者，名册上没有糖尿病'
    WHEN '06' THEN '严重精神障碍患者，名册上没有'
    WHEN '07' THEN '肺结核患者，名册上没有' ELSE '残疾人，名册上没有残疾' END || '：请更正协议，或者补记名册。' AS message
FROM listed AS l JOIN resident AS r ON r.person = l.subject
WHERE (l.group_ = '03' AND age_on (r.birth, :today) < 60)
  OR (l.group_ = '02' AND age_on (r.birth, :today) > 6)
  OR (l.group_ IN ('04', '05', '06', '07') AND NOT EXISTS (
        SELECT 1 FROM condition AS d WHERE d.person = r.person AND (d.until IS NULL OR d.until > :today)
          AND d.disease = CASE l.group_ WHEN '04' THEN 'hypertension' WHEN '05' THEN 'diabetes' WHEN '06' THEN 'mental'
                                        ELSE 'tuberculosis' END))
  OR (l.group_ = '08' AND NOT EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = r.person AND b.group_ = 'disabled'
                                        AND (b.until IS NULL OR b.until >= :today)))
ORDER BY r.person;
