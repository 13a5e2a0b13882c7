-- title: 续约有中断
-- level: list
-- source: 国卫基层发〔2018〕35号：期满后续约或者另选
WITH term AS (
  SELECT subject, begins, sign_date, sign_kind, prev_end_date,
    lag (ends) OVER (PARTITION BY subject ORDER BY begins) AS before,
    row_number () OVER (PARTITION BY subject ORDER BY begins DESC) AS place
  FROM contract WHERE holds = 1 AND state <> 'void'
)
SELECT r.person AS subject, r.name || '的原协议' || t.before || '到期，新协议' || t.begins || '开始，中断' ||
  CAST (julianday (t.begins) - julianday (t.before) - 1 AS INTEGER) || '天。' AS message
FROM term AS t JOIN resident AS r ON r.person = t.subject
WHERE t.place = 1 AND t.begins > date (t.before, '+1 day') AND t.begins >= months_after (:today, -12)
ORDER BY r.person;
