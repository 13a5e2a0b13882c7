-- title: 严重精神障碍个人信息补充表
-- section: work
-- source: 国家基本公共卫生服务规范（第三版）：纳入管理时填写
SELECT DISTINCT c.person AS subject, 'mental_profile' AS form, NULL AS workflow, NULL AS case_, NULL AS due,
  '严重精神障碍个人信息补充表' AS what
FROM condition AS c JOIN resident AS r ON r.person = c.person
WHERE c.disease = 'mental' AND (c.until IS NULL OR c.until > :today)
  AND (:among IS NULL OR c.person IN (SELECT value FROM json_each (:among)))
  AND NOT EXISTS (SELECT 1 FROM mental_profile AS m WHERE m.subject = c.person)
ORDER BY c.person;
