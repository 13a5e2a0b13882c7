-- title: ${label}患者规范管理率
-- each: managed_disease base
-- target: 90
-- unit: %
-- option: regular_base norm 规范管理率的分母 norm=按国家规范|registered=在册患者|managed=年内已管理的患者
-- option: mental_regular quarter 严重精神障碍规范管理怎样算 quarter=每个季度一次面对面|spacing=各次间隔不超过3个月
-- option: check no 规范管理还要求年内有一次健康体检 yes=是|no=否
-- option: again no 规范管理还要求该两周内再随访的按时随访过 yes=是|no=否
-- source: 方农工办〔2022〕54号 三(二)：4种重点慢病规范管理率达到90%以上；国家基本公共卫生服务规范（第三版）：规范管理人数÷年内已管理的患者人数（高血压、糖尿病），÷登记在册的确诊患者人数（精神障碍）
-- note: 分母默认按国家规范：高血压、糖尿病是年内已管理的患者，精神障碍是在册的患者，今日的指标和报表同一个选择；一次也没有访到的患者不在分母里，随访到期的提醒里有。看常住的患者，到最近的季度末：从年初到那天，每个季度都有一次面对面随访的算规范管理（3月末1次、6月末2次、9月末3次、12月末4次），其他月份沿用上一个季度末的结果。当年确诊的从下一季度算起，还没有整季度的，确诊以来有一次就算。体检、两周内再随访这两条只用在这里，报表不看。
WITH
  day (day, year) AS (SELECT coalesce (:until, :today), substr (coalesce (:until, :today), 1, 4) || '-01-01'),
  -- the last end of a quarter on or before the day, and the first day of its year
  cut (day, first) AS (
    SELECT last, strftime ('%Y', last) || '-01-01'
    FROM (SELECT date (date (day, '+1 day', 'start of month'),
                       '-' || ((strftime ('%m', date (day, '+1 day')) - 1) % 3) || ' months', '-1 day') AS last FROM day)
  ),
  patient (person, since, regular) AS (
    SELECT c.person, min (coalesce (c.since, '')), (SELECT g.done FROM regular AS g JOIN cut
        WHERE g.disease = :code AND g.person = c.person AND g.cut = cut.day ORDER BY g.since LIMIT 1)
    FROM condition AS c JOIN resident AS r ON r.person = c.person AND r.resident = 1 JOIN day
    WHERE c.disease = :code AND (c.since IS NULL OR c.since <= day.day) AND (c.until IS NULL OR c.until > day.day)
      AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
    GROUP BY c.person
  ),
  spaced (person) AS MATERIALIZED (
    SELECT m.person FROM day CROSS JOIN mental_visit AS m
    WHERE :code = 'mental' AND :mental_regular = 'spacing' AND m.day BETWEEN day.year AND day.day AND m.until >= day.day AND m.kept
  )
SELECT p.person AS subject,
  CASE WHEN :code = 'mental' AND :mental_regular = 'spacing' THEN p.person IN (SELECT person FROM spaced)
    ELSE coalesce (p.regular, EXISTS (SELECT 1 FROM follow_up AS v JOIN day WHERE v.disease = :code AND v.subject = p.person AND v.face
                                        AND v.day BETWEEN p.since AND day.day)) END
    -- CASE, for OR looks into the records whether they are asked for or not
    AND CASE WHEN coalesce (:check, 'no') <> 'yes' THEN 1
        ELSE EXISTS (SELECT 1 FROM health_check AS h JOIN day JOIN cut WHERE h.subject = p.person AND h.day BETWEEN cut.first AND day.day) END
    AND CASE WHEN coalesce (:again, 'no') <> 'yes' THEN 1
        ELSE NOT EXISTS (SELECT 1 FROM follow_up AS v JOIN cut WHERE v.disease = :code AND v.subject = p.person AND v.again AND v.day >= cut.first
                           AND v.day < date (cut.day, '-' || CAST (:limit_again_days AS INTEGER) || ' days')
                           AND NOT EXISTS (SELECT 1 FROM follow_up AS n WHERE n.disease = :code AND n.subject = v.subject AND n.met AND n.day > v.day
                                             AND n.day <= date (v.day, '+' || CAST (:limit_again_days AS INTEGER) || ' days')))
        END AS done
FROM patient AS p
WHERE CASE coalesce (:regular_base, 'norm') WHEN 'norm' THEN coalesce (:base, '') ELSE :regular_base END <> 'managed'
  OR p.regular -- has been met, and most are: the rest are looked for
  OR EXISTS (SELECT 1 FROM follow_up AS v JOIN day JOIN cut WHERE v.disease = :code AND v.subject = p.person AND v.met
               AND v.day BETWEEN cut.first AND day.day);
