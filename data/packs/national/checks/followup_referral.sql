-- title: 连续两次控制不满意，没有转诊
-- level: warning
-- source: 国家基本公共卫生服务规范（第三版）：连续两次控制不满意、难以控制的不良反应、新出现或加重的并发症，建议转诊，两周内随访转诊情况
WITH
  visit AS (
    SELECT disease, subject, day, class, referred,
      lag (class) OVER (PARTITION BY disease, subject ORDER BY day, entered, id) AS before,
      row_number () OVER (PARTITION BY disease, subject ORDER BY day DESC, entered DESC, id DESC) AS place
    FROM follow_up WHERE disease IN ('hypertension', 'diabetes') AND met AND day <= :today
  )
SELECT r.person AS subject, r.name || CASE v.disease WHEN 'hypertension' THEN '的高血压' ELSE '的糖尿病' END ||
  CASE v.class WHEN '4' THEN v.day || '随访有并发症' ELSE '连续两次控制不满意（' || v.day || '）' END ||
  '，没有转诊：请建议转诊，并在随访表上补写转诊原因和机构；不转诊的写明怎样处理。' AS message
FROM visit AS v JOIN resident AS r ON r.person = v.subject
WHERE v.place = 1 AND v.referred IS NULL AND (v.class = '4' OR (v.class = '2' AND v.before = '2'))
ORDER BY r.person;
