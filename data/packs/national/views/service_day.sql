-- title: 为一个人服务过的日子
-- note: 有记录的服务，和入户走访时的测量。
SELECT person, day, record FROM served_record
UNION ALL
SELECT person, day, record FROM served_visit
