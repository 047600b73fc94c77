-- The texts that wait to be posted in local groups in the given activations. Reads only. Used by the console's overview.
-- @partnership_id text; @activations uuid[]
select post.activation_id, post.step_id, post.text
from reactions.local_post post
join activation.activation on activation.id = post.activation_id
where activation.partnership_id = @partnership_id
  and post.activation_id = any(@activations::uuid[]);
