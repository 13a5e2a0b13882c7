-- title: 户主和配偶性别相同
-- level: warning
-- source: the data can be right
SELECT spouse.person AS subject, head.name || '和' || spouse.name || '登记为夫妻，性别相同，请核对。' AS message
FROM resident AS head JOIN resident AS spouse ON spouse.household = head.household
WHERE head.relation = '02' AND spouse.relation IN ('10', '11', '12') AND head.sex <> '' AND spouse.sex = head.sex
ORDER BY spouse.person;
