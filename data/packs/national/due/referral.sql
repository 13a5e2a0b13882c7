-- title: 转诊以后问结果
-- section: work
-- option: ahead 3 到期前几天提醒
-- source: 国家基本公共卫生服务规范（第三版）：转诊的两周内随访结果；肺结核可疑症状者一周内电话问是否去了
-- note: 期限写在每次转诊上。随访表上写的转诊，结果也写在随访表上，不在这里。
SELECT f.subject, 'referral_answer' AS form, NULL AS workflow, NULL AS case_, f.ask_by AS due,
  '问转诊结果：' || f.hospital || '，' || coalesce (f.impression, CASE f.why WHEN '3' THEN '肺结核可疑症状' ELSE '' END) AS what
FROM referral AS f JOIN resident AS r ON r.person = f.subject
WHERE f.state = 'waiting' AND f.ask_by <= date (:today, '+' || coalesce (:ahead, 3) || ' days')
  AND (:among IS NULL OR f.subject IN (SELECT value FROM json_each (:among)))
ORDER BY f.ask_by, f.subject;
