-- title: 四种慢病的随访记录，一次一行
-- source: 国家基本公共卫生服务规范（第三版）；电话随访不算面对面
-- note: met 访到本人，face 面对面；again 规范要求两周内再随访；referred 建议转诊去哪里，answered 转诊结果已经写下；next 约定的下次随访。
-- The five parts stand on the table itself and give expressions in each column, so that SQLite can look into each by its key:
-- FROM follow_up AS v JOIN …, with follow_up as the first.
SELECT 'hypertension' AS disease, form, subject, day, id, entered, answers ->> 'outcome' AS outcome,
  answers ->> 'outcome' = '1' AS met, answers ->> 'outcome' = '1' AND answers ->> 'visit_mode' IN ('1', '2') AS face,
  answers ->> 'class' AS class,
  answers ->> 'outcome' = '1' AND (answers ->> 'class' <> '1' OR answers ->> 'referral_reason' IS NOT NULL) AS again,
  CASE WHEN answers ->> 'outcome' = '1' AND answers ->> 'referral_reason' IS NOT NULL
       THEN coalesce (answers ->> 'referral_org', '') END AS referred,
  0 AS answered, CASE WHEN answers ->> 'next_date' > day THEN answers ->> 'next_date' END AS next,
  answers ->> 'sbp' AS sbp, answers ->> 'dbp' AS dbp, NULL AS fpg, answers ->> 'adherence' AS adherence
FROM record WHERE form = 'hypertension_followup'
UNION ALL
SELECT 'diabetes', form, subject, day, id, entered, answers ->> 'outcome',
  answers ->> 'outcome' = '1', answers ->> 'outcome' = '1' AND answers ->> 'visit_mode' IN ('1', '2'), answers ->> 'class',
  answers ->> 'outcome' = '1' AND (answers ->> 'class' <> '1' OR answers ->> 'referral_reason' IS NOT NULL),
  CASE WHEN answers ->> 'outcome' = '1' AND answers ->> 'referral_reason' IS NOT NULL
       THEN coalesce (answers ->> 'referral_org', '') END,
  0, CASE WHEN answers ->> 'next_date' > day THEN answers ->> 'next_date' END,
  answers ->> 'sbp', answers ->> 'dbp', answers ->> 'fpg', answers ->> 'adherence'
FROM record WHERE form = 'diabetes_followup'
UNION ALL
SELECT 'mental', form, subject, day, id, entered, answers ->> 'outcome',
  answers ->> 'outcome' = '1', answers ->> 'outcome' = '1' AND answers ->> 'visit_mode' IN ('1', '2'), answers ->> 'class',
  answers ->> 'outcome' = '1' AND (answers ->> 'class' IN ('1', '2') OR answers ->> 'referral' = '2'),
  CASE WHEN answers ->> 'outcome' = '1' AND answers ->> 'referral' = '2' THEN coalesce (answers ->> 'referral_org', '') END,
  0, CASE WHEN answers ->> 'next_date' > day THEN answers ->> 'next_date' END,
  NULL, NULL, NULL, answers ->> 'adherence'
FROM record WHERE form = 'mental_followup'
UNION ALL
SELECT 'tuberculosis', form, subject, day, id, entered, '1', 1, answers ->> 'visit_mode' IN ('1', '2'), NULL, 0, NULL, 0,
  CASE WHEN answers ->> 'next_date' > day THEN answers ->> 'next_date' END, NULL, NULL, NULL, NULL
FROM record WHERE form = 'tb_first_visit'
UNION ALL
SELECT 'tuberculosis', form, subject, day, id, entered,
  CASE WHEN answers ->> 'stopped' = '2' AND answers ->> 'stop_reason' = '2' THEN '3' ELSE '1' END, 1,
  answers ->> 'visit_mode' IN ('1', '2'), NULL,
  answers ->> 'referral_dept' IS NOT NULL, answers ->> 'referral_dept', answers ->> 'referral_result' IS NOT NULL,
  CASE WHEN answers ->> 'next_date' > day THEN answers ->> 'next_date' END, NULL, NULL, NULL, NULL
FROM record WHERE form = 'tb_followup';
