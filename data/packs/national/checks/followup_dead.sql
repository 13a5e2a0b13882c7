-- title: 随访记录为死亡，名册上还在
-- level: error
-- source: 国家基本公共卫生服务规范（第三版）：死亡的写明日期和原因，终止管理
SELECT DISTINCT r.person AS subject, r.name || v.day || '的随访记为死亡，名册上还在：请在个人页面登记死亡日期，没有写对的请改随访表。' AS message
FROM follow_up AS v JOIN resident AS r ON r.person = v.subject
WHERE v.outcome = '3'
ORDER BY r.person;
