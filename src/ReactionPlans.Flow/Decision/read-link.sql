-- What a link's question has come to, and whether the link has answered already. 0 rows: the partnership has no such question. Used by LinkStanding.
-- @spike_id uuid; @partnership_id, @person_id, @notice text; @round int
select question.state, question.round,
    exists (select from decision.used_link as used
        where used.spike_id = question.spike_id and used.person_id = @person_id and used.round = @round and used.notice = @notice) as used
from decision.question
where question.spike_id = @spike_id and question.partnership_id = @partnership_id;
