-- What the ledger shows to whoever asks it: one view a kind of record, in plural, and the views that sum them up. Their
-- columns are documented in columns.py. Amounts are integer cents, dates ISO text; `op` is an operation's place in time.
-- Measures are those of what is asked for: operations up to a day, of one exercise or of all.

-- Each entry as often as a measure counts it, with the measure's sign.
CREATE TEMP VIEW weight AS
SELECT entry.op, entry.line, entry.exercise, formula.measure, formula.term, formula.sign * entry.amount AS amount
FROM entry JOIN formula ON formula.term = entry.measure, asked
WHERE entry.op < asked.until AND (asked.exercise IS NULL OR entry.exercise = asked.exercise);

-- The same, summed by line and by exercise.
CREATE TEMP VIEW own_weight AS
SELECT own.line, own.exercise, formula.measure, formula.sign * own.amount AS amount
FROM own JOIN formula ON formula.term = own.term;

CREATE TEMP VIEW budgets AS
SELECT id, label, currency, envelope,
    envelope - (SELECT COALESCE(sum(amount), 0) FROM entry, asked WHERE measure = 'opened' AND op < asked.until) AS unallocated,
    start AS first_day, "end" AS last_day, yes AS follows_cp, source, note
FROM budget, follows_cp;

CREATE TEMP VIEW thresholds AS
SELECT n, n + 1 AS number, since AS first_day, title, threshold AS amount, source FROM visa_threshold;

CREATE TEMP VIEW programmes AS
SELECT n, id, label, ministry, source, note FROM programme;

CREATE TEMP VIEW lines AS
SELECT n, id, label, parent, (SELECT max(distance) FROM above WHERE below = n) AS level, in_force.programme, in_force.title,
    NULLIF((SELECT json_group_array(tag) FROM tag_in_force WHERE tag_in_force.line = n), '[]') AS tags,
    allocation, in_force.illustrative, source, note
FROM line JOIN in_force ON in_force.line = n;

CREATE TEMP VIEW tree AS
SELECT upper.id AS line, lower.id AS below, distance
FROM above JOIN line AS upper ON upper.n = above.line JOIN line AS lower ON lower.n = above.below;

CREATE TEMP VIEW tags AS
SELECT line.id AS line, tag FROM tag_in_force JOIN line ON line.n = tag_in_force.line;

CREATE TEMP VIEW movement_record AS
SELECT o.op, m.n, m.id, m.kind, m.date, m.exercise, COALESCE(m.line, m."from") AS line, m."to" AS to_line,
    CASE m.kind WHEN 'carry-over' THEN COALESCE(m.from_exercise, m.exercise - 1) END AS from_exercise,
    COALESCE(m.ae, 0) AS ae, COALESCE(m.cp, CASE m.kind WHEN 'opening' THEN m.ae END, 0) AS cp, m.reference,
    v."by" AS override_by, v.reason AS override_reason, v.date AS override_date, m.source, m.note,
    EXISTS (
        SELECT 1 FROM credit JOIN in_force ON in_force.line = credit.line WHERE credit.op = o.op AND illustrative
    ) AS illustrative
FROM movement AS m JOIN operation AS o ON o.kind = 'movement' AND o.n = m.n
LEFT JOIN override AS v ON v.kind = 'movement' AND v.n = m.n;

CREATE TEMP VIEW reservation_record AS
SELECT o.op, r.n, r.id, r.date, r.exercise, r.line, r.supplier, r.label, r.amount, r.reference,
    v."by" AS override_by, v.reason AS override_reason, v.date AS override_date, r.note, in_force.illustrative
FROM reservation AS r JOIN operation AS o ON o.kind = 'reservation' AND o.n = r.n JOIN in_force ON in_force.line = o.line
LEFT JOIN override AS v ON v.kind = 'reservation' AND v.n = r.n;

CREATE TEMP VIEW reservations AS
SELECT its.*, COALESCE(weighs.reserved, 0) AS reserved
FROM reservation_record AS its JOIN (
    SELECT o.reservation AS n, sum(weight.amount) AS reserved
    FROM weight JOIN operation AS o ON o.op = weight.op
    WHERE weight.measure = 'reserved' GROUP BY o.reservation
) AS weighs ON weighs.n = its.n;

CREATE TEMP VIEW commitment_record AS
SELECT o.op, c.n, c.id, c.date, c.exercise, c.line, c.supplier, c.label, c.amount, c.ceiling, c.reservation,
    c.visa_number, c.visa_date, c.visa_by, c.tags, c.reference, v."by" AS override_by, v.reason AS override_reason,
    v.date AS override_date, c.note, in_force.illustrative
FROM "commitment" AS c JOIN operation AS o ON o.kind = 'commitment' AND o.n = c.n JOIN in_force ON in_force.line = o.line
LEFT JOIN override AS v ON v.kind = 'commitment' AND v.n = c.n;

CREATE TEMP VIEW commitments AS
SELECT its.*, COALESCE(weighs.committed, 0) AS committed, COALESCE(weighs.lost, 0) AS lost,
    COALESCE(weighs.delivered, 0) AS delivered, COALESCE(weighs.payable, 0) AS payable, COALESCE(weighs.paid, 0) AS paid,
    COALESCE(weighs.outstanding, 0) AS outstanding
FROM commitment_record AS its JOIN (
    SELECT o."commitment" AS n,
        sum(weight.amount * (measure = 'committed')) AS committed, sum(weight.amount * (measure = 'lost')) AS lost,
        sum(weight.amount * (measure = 'delivered')) AS delivered, sum(weight.amount * (measure = 'payable')) AS payable,
        sum(weight.amount * (measure = 'paid')) AS paid, sum(weight.amount * (measure = 'outstanding')) AS outstanding
    FROM weight JOIN operation AS o ON o.op = weight.op
    WHERE o."commitment" IS NOT NULL GROUP BY o."commitment"
) AS weighs ON weighs.n = its.n;

CREATE TEMP VIEW adjustment_record AS
SELECT o.op, a.n, a.id, a.date, a.exercise, line.id AS line, c.id AS "commitment", r.id AS reservation,
    COALESCE(c.supplier, r.supplier) AS supplier, a.reason, a.amount,
    CASE WHEN a.amount < 0 AND c.n IS NOT NULL THEN COALESCE(a.reusable, a.exercise = c.exercise) END AS reusable,
    a.visa_number, a.visa_date, a.visa_by, a.reference, v."by" AS override_by, v.reason AS override_reason,
    v.date AS override_date, a.note, in_force.illustrative
FROM adjustment AS a JOIN operation AS o ON o.kind = 'adjustment' AND o.n = a.n JOIN line ON line.n = o.line
JOIN in_force ON in_force.line = o.line LEFT JOIN "commitment" AS c ON c.n = o."commitment"
LEFT JOIN reservation AS r ON r.n = o.reservation
LEFT JOIN override AS v ON v.kind = 'adjustment' AND v.n = a.n;

CREATE TEMP VIEW delivery_record AS
SELECT o.op, d.n, d.id, d.date, d.exercise, c.line, c.id AS "commitment", c.supplier, d.amount, d.note, in_force.illustrative
FROM delivery AS d JOIN operation AS o ON o.kind = 'delivery' AND o.n = d.n JOIN in_force ON in_force.line = o.line
JOIN "commitment" AS c ON c.n = o."commitment";

CREATE TEMP VIEW payment_record AS
SELECT o.op, p.n, p.id, p.date, p.exercise, line.id AS line, c.id AS "commitment", c.supplier, p.label, p.amount, p.reference,
    v."by" AS override_by, v.reason AS override_reason, v.date AS override_date, p.note, in_force.illustrative
FROM payment AS p JOIN operation AS o ON o.kind = 'payment' AND o.n = p.n JOIN line ON line.n = o.line
JOIN in_force ON in_force.line = o.line LEFT JOIN "commitment" AS c ON c.n = o."commitment"
LEFT JOIN override AS v ON v.kind = 'payment' AND v.n = p.n;

CREATE TEMP VIEW plans AS
SELECT n, id, date, CAST(substr(date, 1, 4) AS INTEGER) AS exercise, line, label, amount, probability, scenario FROM plan;

CREATE TEMP VIEW schedules AS
SELECT share.kind, COALESCE(c.id, a.id, plan.id) AS record, share.exercise, share.cp
FROM share LEFT JOIN "commitment" AS c ON share.kind = 'commitment' AND c.n = share.n
LEFT JOIN adjustment AS a ON share.kind = 'adjustment' AND a.n = share.n
LEFT JOIN plan ON share.kind = 'plan' AND plan.n = share.n;

CREATE TEMP VIEW assertions AS
SELECT n, n + 1 AS number, date, line, exercise, measure, amount, actual, actual - amount AS difference, source FROM asserted;

CREATE TEMP VIEW closings AS
SELECT n, n + 1 AS number, "to" AS last_day, date, "by" AS closed_by, digest, digest = actual AS holds FROM closing;

CREATE TEMP VIEW indicators AS
SELECT i.n, i.id, i.programme, i.label, i.unit, i.goal, i.better, o.value, o."from" AS first_day, o."to" AS last_day,
    i.source, i.note
FROM indicator AS i JOIN observed ON observed.n = i.n LEFT JOIN observation AS o ON o.n = observed.last;

CREATE TEMP VIEW observations AS
SELECT o.n, o.n + 1 AS number, o.indicator, i.programme, o.value, i.unit, o."from" AS first_day, o."to" AS last_day, o.source, o.note
FROM observation AS o JOIN indicator AS i ON i.id = o.indicator;

CREATE TEMP VIEW milestones AS
SELECT n, id, programme, label, due, done, source, note FROM milestone;

-- Every operation, the allocations of lines among them; `kind` is a movement's own, else the record's.
CREATE TEMP VIEW operation_record AS
SELECT o.op, COALESCE(m.kind, o.kind) AS kind, o.id, o.date, o.exercise, COALESCE(m.line, m."from", line.id) AS line,
    m."to" AS to_line, COALESCE(c.supplier, r.supplier) AS supplier,
    COALESCE(a.reason, d.note, p.label, p.reference, p.note, m.reference, m.note, c.label, r.label,
        CASE o.kind WHEN 'allocation' THEN line.label END) AS label,
    COALESCE(o.amount, NULLIF(m.ae, 0), m.cp, CASE o.kind WHEN 'allocation' THEN line.allocation END) AS amount,
    c.id AS "commitment", r.id AS reservation,
    COALESCE(c.visa_number, a.visa_number) AS visa_number,
    v."by" AS override_by, v.reason AS override_reason, v.date AS override_date,
    COALESCE(a.reference, p.reference, m.reference, c.reference, r.reference) AS reference,
    COALESCE(a.note, d.note, p.note, m.note, c.note, r.note) AS note,
    EXISTS (
        SELECT 1 FROM in_force WHERE illustrative AND in_force.line = o.line
        UNION ALL SELECT 1 FROM credit JOIN in_force ON in_force.line = credit.line WHERE o.line IS NULL AND credit.op = o.op AND illustrative
    ) AS illustrative
FROM operation AS o LEFT JOIN line ON line.n = o.line
LEFT JOIN movement AS m ON o.kind = 'movement' AND m.n = o.n
LEFT JOIN "commitment" AS c ON c.n = o."commitment"
LEFT JOIN reservation AS r ON r.n = o.reservation
LEFT JOIN adjustment AS a ON o.kind = 'adjustment' AND a.n = o.n
LEFT JOIN delivery AS d ON o.kind = 'delivery' AND d.n = o.n
LEFT JOIN payment AS p ON o.kind = 'payment' AND p.n = o.n
LEFT JOIN override AS v ON v.kind = o.kind AND v.n = o.n;

-- Operations of what is asked for: those of the exercise, and those that weigh on it.
CREATE TEMP VIEW own_asked AS
SELECT op FROM operation, asked
WHERE op < asked.until AND (asked.exercise IS NULL OR operation.exercise = asked.exercise);
CREATE TEMP VIEW asked_for AS SELECT op FROM own_asked UNION SELECT op FROM weight;
CREATE TEMP VIEW movements AS SELECT * FROM movement_record WHERE op IN (SELECT op FROM asked_for);
CREATE TEMP VIEW operations AS SELECT * FROM operation_record WHERE op IN (SELECT op FROM asked_for);
CREATE TEMP VIEW adjustments AS SELECT * FROM adjustment_record WHERE op IN (SELECT op FROM own_asked);
CREATE TEMP VIEW deliveries AS SELECT * FROM delivery_record WHERE op IN (SELECT op FROM own_asked);
CREATE TEMP VIEW payments AS SELECT * FROM payment_record WHERE op IN (SELECT op FROM own_asked);

CREATE TEMP VIEW entries AS
SELECT weight.op, weight.measure, weight.term, o.id AS operation, o.date, line.id AS line, weight.exercise, weight.amount
FROM weight JOIN operation AS o ON o.op = weight.op JOIN line ON line.n = weight.line;

-- The position of each line with all below it, and of the whole budget (no line), by exercise and in all of them (none).
CREATE TEMP VIEW positions AS
SELECT line, exercise, :measures
FROM (
    SELECT line.id AS line, own_weight.exercise, measure, amount
    FROM own_weight JOIN above ON above.below = own_weight.line JOIN line ON line.n = above.line
    UNION ALL SELECT line.id, NULL, measure, amount
    FROM own_weight JOIN above ON above.below = own_weight.line JOIN line ON line.n = above.line
    UNION ALL SELECT NULL, exercise, measure, amount FROM own_weight
    UNION ALL SELECT NULL, NULL, measure, amount FROM own_weight
    UNION ALL SELECT id, NULL, 'opened', 0 FROM line
    UNION ALL SELECT NULL, NULL, 'opened', 0
)
GROUP BY line, exercise;

CREATE TEMP VIEW problems AS
SELECT code, name, CASE WHEN error THEN 'error' ELSE 'warning' END AS severity, kind, record FROM finding;
