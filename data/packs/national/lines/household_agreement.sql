-- title: 各人约定的服务
-- source: 国卫基层发〔2018〕35号
WITH done AS (
  SELECT c.id AS contract, c.subject, d.done, d.need, d.first, d.last, d.label
  FROM contract AS c JOIN service_done AS d ON d.contract = c.id WHERE c.parent = :about
)
SELECT s.name AS label, sum (min (d.done, d.need)) AS done, sum (d.need) AS wanted,
  min (CASE WHEN d.done < d.need AND :today BETWEEN d.first AND d.last THEN d.last END) AS due,
  -- two packages may promise the same
  '眼下该做：' || coalesce (replace (group_concat (DISTINCT CASE WHEN d.done < d.need AND :today BETWEEN d.first AND d.last THEN d.label END), ',', '、'), '没有') AS note
FROM done AS d JOIN subject AS s ON s.id = d.subject
GROUP BY d.contract ORDER BY d.contract
