-- one row per unit (everyone below it included) x band x group x scale basis of one snapshot
WITH
placed AS (
    SELECT
        inner_cell.unit,
        atom.scale_basis,
        atom.band,
        inner_cell.attribute,
        inner_cell.category,
        sum(inner_cell.headcount) AS heads,
        count(*) - count(inner_cell.headcount) AS heads_absent,
        sum(inner_cell.fte::DECIMAL(18, 6)) AS fte,
        count(*) - count(inner_cell.fte) AS fte_absent
    FROM inner_source AS inner_cell
    JOIN atom_source AS atom USING (band_atom)
    GROUP BY ALL
),
rolled_up AS (
    SELECT
        place.above AS unit,
        placed.scale_basis,
        placed.band,
        placed.attribute,
        placed.category,
        sum(placed.heads) AS heads,
        sum(placed.heads_absent) AS heads_absent,
        sum(placed.fte) AS fte,
        sum(placed.fte_absent) AS fte_absent
    FROM placed
    JOIN place_source AS place USING (unit)
    GROUP BY ALL
),
everyone AS (
    SELECT
        unit, scale_basis, band,
        CASE WHEN sum(heads_absent) = 0 THEN sum(heads) END AS heads,
        CASE WHEN sum(fte_absent) = 0 THEN sum(fte) END AS fte
    FROM rolled_up
    WHERE attribute = $everyone
    GROUP BY ALL
),
split AS (
    SELECT
        rolled_up.unit, rolled_up.scale_basis, rolled_up.band, category.group_code,
        CASE WHEN sum(heads_absent) = 0 THEN sum(heads) END AS heads,
        CASE WHEN sum(fte_absent) = 0 THEN sum(fte) END AS fte,
        coalesce(sum(heads) FILTER (is_member), 0) AS members,
        coalesce(sum(heads_absent) FILTER (is_member), 0) AS members_absent,
        coalesce(sum(fte) FILTER (is_member), 0) AS members_fte,
        coalesce(sum(fte_absent) FILTER (is_member), 0) AS members_fte_absent,
        coalesce(sum(heads) FILTER (is_unknown), 0) AS unknown,
        coalesce(sum(heads_absent) FILTER (is_unknown), 0) AS unknown_absent,
        coalesce(sum(fte) FILTER (is_unknown), 0) AS unknown_fte,
        coalesce(sum(fte_absent) FILTER (is_unknown), 0) AS unknown_fte_absent
    FROM rolled_up
    JOIN category_source AS category USING (attribute, category)
    GROUP BY ALL
),
-- A combination without cells is a real zero where the export gives the split, and not available where it does not.
counted AS (
    SELECT
        unit.position AS unit_position, unit.unit,
        band.position AS band_position, band.scale_basis, band.band,
        target_group.position AS group_position, target_group.group_code,
        CASE WHEN band.given THEN coalesce(
            CASE WHEN $everyone_given AND everyone.unit IS NULL THEN 0 ELSE everyone.heads END,
            CASE WHEN target_group.given AND split.unit IS NULL THEN 0 ELSE split.heads END
        ) END::BIGINT AS headcount,
        CASE WHEN band.given AND $fte_given THEN coalesce(
            CASE WHEN $everyone_given AND everyone.unit IS NULL THEN 0 ELSE everyone.fte END,
            CASE WHEN target_group.given AND split.unit IS NULL THEN 0 ELSE split.fte END
        ) END::DOUBLE AS fte,
        CASE WHEN band.given AND target_group.given AND coalesce(members_absent, 0) = 0
            THEN coalesce(members, 0) END::BIGINT AS members,
        CASE WHEN band.given AND target_group.given AND $fte_given AND coalesce(members_fte_absent, 0) = 0
            THEN coalesce(members_fte, 0) END::DOUBLE AS members_fte,
        CASE WHEN band.given AND target_group.given AND coalesce(unknown_absent, 0) = 0
            THEN coalesce(unknown, 0) END::BIGINT AS unknown,
        CASE WHEN band.given AND target_group.given AND $fte_given AND coalesce(unknown_fte_absent, 0) = 0
            THEN coalesce(unknown_fte, 0) END::DOUBLE AS unknown_fte
    FROM unit_source AS unit
    CROSS JOIN band_source AS band
    CROSS JOIN group_source AS target_group
    LEFT JOIN everyone
        ON everyone.unit = unit.unit AND everyone.scale_basis = band.scale_basis AND everyone.band = band.band
    LEFT JOIN split
        ON split.unit = unit.unit AND split.scale_basis = band.scale_basis AND split.band = band.band
        AND split.group_code = target_group.group_code
),
measured AS (
    SELECT
        *,
        headcount - unknown AS known,
        members / nullif(headcount - unknown, 0) AS share,
        fte - unknown_fte AS known_fte
    FROM counted
),
judged AS (
    SELECT
        *,
        share + $z * $z / (2 * known) AS centre,
        -- An export whose split does not add up may give a share over 1: a wrong figure is for validation, not for a crash.
        $z * sqrt(greatest(0.0, share * (1 - share) / known + $z * $z / (4.0 * known * known))) AS half_width,
        1 + $z * $z / known AS wilson_scale,
        CASE
            WHEN headcount IS NULL THEN 'not_available'
            WHEN headcount = 0 THEN 'nobody_here'
            WHEN members IS NULL OR unknown IS NULL THEN 'not_available'
            WHEN known <= 0 OR known < $minimum_response * headcount - 1e-9 THEN 'low_response'
        END AS reason
    FROM measured
)
SELECT
    $snapshot::DATE AS snapshot,
    unit,
    band,
    group_code AS "group",
    scale_basis,
    CASE WHEN reason IS NULL THEN $snapshot::DATE END AS as_of,
    $counted AS counted,
    headcount,
    fte,
    members,
    members_fte,
    unknown,
    unknown_fte,
    round(share, 6) AS share,
    round(members / nullif(headcount, 0), 6) AS share_low,
    round((members + unknown) / nullif(headcount, 0), 6) AS share_high,
    CASE WHEN known_fte > 0 THEN round(members_fte / known_fte, 6) END AS share_fte,
    -- Without the CASE, greatest and least would make 0 and 1 of a margin that does not exist.
    CASE WHEN share IS NOT NULL THEN round(greatest(0.0, (centre - half_width) / wilson_scale), 6) END AS margin_low,
    CASE WHEN share IS NOT NULL THEN round(least(1.0, (centre + half_width) / wilson_scale), 6) END AS margin_high,
    reason IS NULL AS shown,
    reason
FROM judged
ORDER BY unit_position, band_position, group_position, scale_basis
