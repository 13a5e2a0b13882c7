-- title: 连续两次控制不满意、连续两次不良反应或有并发症，没有转诊
-- level: warning
-- source: 国家基本公共卫生服务规范（第三版）：连续两次控制不满意、难以控制的不良反应、新出现或加重的并发症，建议转诊，两周内随访转诊情况
-- note: 分类写成不良反应、并发症的，血压或血糖没有达标也是控制不满意。
WITH
  met (disease, subject, day, class, referred, poor, entered, id) AS (
    SELECT v.disease, v.subject, v.day, v.class, v.referred,
      v.class = '2' OR (v.class IN ('3', '4') AND CASE v.disease WHEN 'diabetes' THEN coalesce (v.fpg >= :limit_fpg, 0)
        ELSE coalesce (v.dbp >= :limit_dbp, 0)
          OR coalesce (v.sbp >= CASE WHEN age_on (p.birth, v.day) >= :limit_elder_age THEN :limit_sbp_elder ELSE :limit_sbp END, 0) END),
      v.entered, v.id
    FROM follow_up AS v JOIN person AS p ON p.id = v.subject
    WHERE v.disease IN ('hypertension', 'diabetes') AND v.met AND v.day <= :today
  ),
  visit AS (
    SELECT disease, subject, day, class, referred, poor,
      lag (class) OVER (PARTITION BY disease, subject ORDER BY day, entered, id) AS before,
      lag (poor) OVER (PARTITION BY disease, subject ORDER BY day, entered, id) AS poor_before,
      row_number () OVER (PARTITION BY disease, subject ORDER BY day DESC, entered DESC, id DESC) AS place
    FROM met
  )
SELECT r.person AS subject, r.name || CASE v.disease WHEN 'hypertension' THEN '的高血压' ELSE '的糖尿病' END ||
  CASE WHEN v.class = '4' THEN v.day || '随访有并发症' WHEN v.poor AND v.poor_before THEN '连续两次控制不满意（' || v.day || '）'
    ELSE '连续两次有不良反应（' || v.day || '）' END ||
  '，没有转诊：请建议转诊，并在随访表上补写转诊原因和机构；不转诊的写明怎样处理。' AS message
FROM visit AS v JOIN resident AS r ON r.person = v.subject
WHERE v.place = 1 AND v.referred IS NULL AND (v.class = '4' OR (v.poor AND v.poor_before) OR (v.class = '3' AND v.before = '3'))
ORDER BY r.person;
