-- title: 慢性病摸排、鉴定的范围
-- source: 方农工办〔2022〕54号 三(一)：脱贫户和监测户；四类人员在二里，三(一)没有写，由县里选
-- note: scope 是monitored时脱贫户、监测户，是four时再加农村四类人员；一个人一类一行，有起止日期；是all时每个人一行。
SELECT person, 'monitored' AS scope, group_, from_, until FROM belonging WHERE group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden')
UNION ALL
SELECT person, 'four', group_, from_, until FROM belonging
WHERE group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')
UNION ALL
SELECT id, 'all', NULL, NULL, NULL FROM person
