-- Journeys by number of touchpoints and of channels: fifty touchpoints to nine cases, in order of
-- time, as a log is. Channels differ in weight. Some of the earliest touchpoints make leads, a
-- twentieth of the others deals (a case may have several: it costs as much); a tenth are impressions.
CREATE MACRO draw(i, salt) AS (hash(i, salt, getvariable('seed')) % 1000003) / 1000003.0;

CREATE VIEW journeys AS
WITH drawn AS (
    SELECT
        i,
        hash(i, 'case', getvariable('seed')) % getvariable('n_cases') AS case_id,
        floor(draw(i, 'channel') ^ 1.5 * getvariable('n_channels')) AS channel,
        draw(i, 'evidence') < 0.1 AS is_impression
    FROM range(getvariable('n_touchpoints')) AS made(i)
)
SELECT
    i AS touchpoint_id,
    case_id::BIGINT AS case_id,
    TIMESTAMP '2023-01-01' + to_seconds(i * 94000000 // getvariable('n_touchpoints'))
        AS occurred_at,
    channel::SMALLINT AS channel,
    CASE
        WHEN i < getvariable('n_cases') // 2 THEN 'lead'
        WHEN draw(i, 'deal') < 0.05 THEN 'opportunity'
    END AS milestone,
    CASE WHEN is_impression THEN 0.25 ELSE 1.0 END::DOUBLE AS weight,
    CASE
        WHEN draw(case_id, 'outcome') < 0.3 THEN 'won'
        WHEN draw(case_id, 'outcome') < 0.9 THEN 'lost'
        ELSE 'open'
    END AS outcome,
    (100 + draw(case_id, 'amount') * 50000)::DOUBLE AS amount
FROM drawn;
