-- title: 签约居民履约率
-- unit: %
-- option: fulfilment any_service 履约怎样算（按项目数算的，这里看该做的都做了没有） any_service=有一次服务就算|due_done=该做的都做了才算|item_ratio=按项目数算|monthly=每个月都有服务才算
-- source: 方农工办〔2022〕54号 三(二)：签约一人、履约一人、做实一人；算法各地不同，和报表里选的一样
-- note: 看协议有效的人，从本年度或者协议开始算起。
WITH
  day (day, first) AS (SELECT coalesce (:until, :today), strftime ('%Y', coalesce (:until, :today)) || '-01-01'),
  -- person by person, for an index has all of a contract that is asked here
  in_force (person, contract, since) AS MATERIALIZED (
    SELECT c.subject, c.id, max (day.first, max (c.begins)) FROM day CROSS JOIN person AS p CROSS JOIN contract AS c ON c.subject = p.id
    WHERE p.state = 'here' AND c.holds = 1 AND c.begins <= day.day AND c.ends >= day.day
      AND (:place IS NULL OR p.household IN (SELECT h.id FROM place_around AS a JOIN household AS h ON h.place = a.place WHERE a.around = :place))
    GROUP BY c.subject
  ),
  -- read once: a visit is a record of the household, and its members are not found by their key
  measured (person) AS MATERIALIZED (
    SELECT v.person FROM day CROSS JOIN served_visit AS v CROSS JOIN in_force AS f ON f.person = v.person
    WHERE v.day BETWEEN f.since AND day.day
  )
SELECT f.person AS subject, CASE coalesce (:fulfilment, 'any_service')
  WHEN 'any_service' THEN CASE WHEN f.person IN (SELECT person FROM measured) THEN 1 -- OR looks into both
    ELSE EXISTS (SELECT 1 FROM served_record AS s JOIN day WHERE s.person = f.person AND s.day BETWEEN f.since AND day.day) END
  WHEN 'monthly' THEN (SELECT count (DISTINCT substr (s.day, 1, 7)) FROM service_day AS s JOIN day
                       WHERE s.person = f.person AND s.day BETWEEN f.since AND day.day)
    = (SELECT (substr (day.day, 1, 4) * 12 + substr (day.day, 6, 2)) - (substr (f.since, 1, 4) * 12 + substr (f.since, 6, 2)) + 1 FROM day)
  ELSE NOT EXISTS (SELECT 1 FROM service_done AS d JOIN day WHERE d.contract = f.contract AND d.whole AND d.last <= day.day AND d.done < d.need)
  END AS done
FROM in_force AS f;
