-- An activation without evidence, or whose evidence does not name as many reports as it counts. A season names its week and counts none. Used by Promises.
select format('Activation %s has no evidence for its spike.', activation.id)
from activation.activation as activation
left join detection.spike as spike on spike.id = activation.spike_id
where spike.id is null
    or (coalesce((spike.evidence ->> 'count')::int, 0) < 1 and spike.evidence ->> 'season' is null)
    or (spike.evidence ->> 'count')::int <> jsonb_array_length(spike.evidence -> 'references');
