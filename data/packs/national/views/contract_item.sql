-- title: 签约约定的服务项目，同类的只算次数最多的一项
-- source: 国卫基层发〔2018〕35号；一人有几个服务包的，同类项目按次数最多的算，一次体检各个包都算
-- note: 项目是签约时从服务包里记下来的，以后服务包改了，已经签的不变。serves 同类；only：ill 有在册慢性病的才算，key 脱贫户、监测户、四类人员才算。
SELECT c.id AS contract, c.subject, c.begins, c.ends, c.holds, c.state,
  i.key AS position, i.value ->> 'code' AS code, coalesce (i.value ->> 'serves', i.value ->> 'code') AS serves,
  i.value ->> 'label' AS label, i.value ->> 'times' AS times, i.value ->> 'per' AS per,
  coalesce (i.value ->> 'forms', '') AS forms, i.value ->> 'face' AS face,
  (SELECT group_concat (j.value ->> 'code', ' ') FROM json_each (c.items) AS j
   WHERE coalesce (j.value ->> 'serves', j.value ->> 'code') = coalesce (i.value ->> 'serves', i.value ->> 'code')) AS codes
FROM contract AS c JOIN json_each (c.items) AS i
WHERE NOT EXISTS (SELECT 1 FROM json_each (c.items) AS j
                  WHERE coalesce (j.value ->> 'serves', j.value ->> 'code') = coalesce (i.value ->> 'serves', i.value ->> 'code')
                    -- one that holds for everybody stands for those with a condition
                    AND (j.value ->> 'only' IS NULL) >= (i.value ->> 'only' IS NULL)
                    AND ((j.value ->> 'only' IS NULL) > (i.value ->> 'only' IS NULL)
                         OR coalesce (j.value ->> 'times', 0) > coalesce (i.value ->> 'times', 0)
                         OR (coalesce (j.value ->> 'times', 0) = coalesce (i.value ->> 'times', 0) AND j.key < i.key)))
  AND CASE i.value ->> 'only'
        WHEN 'ill' THEN EXISTS (SELECT 1 FROM condition AS d WHERE d.person = c.subject AND (d.until IS NULL OR d.until > c.begins))
        WHEN 'key' THEN EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = c.subject
            AND b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')
            AND (b.from_ IS NULL OR b.from_ <= c.ends) AND (b.until IS NULL OR b.until >= c.begins))
        ELSE 1 END
