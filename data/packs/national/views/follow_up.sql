-- title: 四种慢病的随访记录，一次一行
-- source: 国家基本公共卫生服务规范（第三版）；电话随访不算面对面
-- note: met 访到本人，face 面对面；again 规范要求两周内再随访；referred 建议转诊去哪里，answered 转诊结果已经写下；next 约定的下次随访。
SELECT 'hypertension' AS disease, 'hypertension_followup' AS form, subject, day, id, entered, outcome,
  outcome = '1' AS met, outcome = '1' AND visit_mode IN ('1', '2') AS face, class,
  outcome = '1' AND (class <> '1' OR referral_reason IS NOT NULL) AS again,
  CASE WHEN outcome = '1' AND referral_reason IS NOT NULL THEN coalesce (referral_org, '') END AS referred,
  0 AS answered, CASE WHEN next_date > day THEN next_date END AS next, sbp, dbp, NULL AS fpg, adherence
FROM hypertension_followup
UNION ALL
SELECT 'diabetes', 'diabetes_followup', subject, day, id, entered, outcome,
  outcome = '1', outcome = '1' AND visit_mode IN ('1', '2'), class,
  outcome = '1' AND (class <> '1' OR referral_reason IS NOT NULL),
  CASE WHEN outcome = '1' AND referral_reason IS NOT NULL THEN coalesce (referral_org, '') END,
  0, CASE WHEN next_date > day THEN next_date END, sbp, dbp, fpg, adherence
FROM diabetes_followup
UNION ALL
SELECT 'mental', 'mental_followup', subject, day, id, entered, outcome,
  outcome = '1', outcome = '1' AND visit_mode IN ('1', '2'), class,
  outcome = '1' AND (class IN ('1', '2') OR referral = '2'),
  CASE WHEN outcome = '1' AND referral = '2' THEN coalesce (referral_org, '') END,
  0, CASE WHEN next_date > day THEN next_date END, NULL, NULL, NULL, adherence
FROM mental_followup
UNION ALL
SELECT 'tuberculosis', 'tb_first_visit', subject, day, id, entered, '1', 1, visit_mode IN ('1', '2'), NULL, 0, NULL, 0,
  CASE WHEN next_date > day THEN next_date END, NULL, NULL, NULL, NULL
FROM tb_first_visit
UNION ALL
SELECT 'tuberculosis', 'tb_followup', subject, day, id, entered,
  CASE WHEN stopped = '2' AND stop_reason = '2' THEN '3' ELSE '1' END, 1, visit_mode IN ('1', '2'), NULL,
  referral_dept IS NOT NULL, referral_dept, referral_result IS NOT NULL,
  CASE WHEN next_date > day THEN next_date END, NULL, NULL, NULL, NULL
FROM tb_followup;
