-- A person of the police says in the console that a mobile station cannot be sent, or that it can again; the program asks whether they may. A station serves a whole
-- district, so whoever works for one of its partnerships sees that it is out and why, as everybody is told whose visit it takes; what else is in a station's
-- calendar stays the flow's.
alter policy seen on reactions.station_booking
    using ((select access.sees_everything()) or (kind = 'OutOfService' and (select access.is_somebody())));
-- In the name of one's own partnership alone.
alter policy added on reactions.station_booking
    with check ((select access.sees_everything()) or (kind = 'OutOfService' and split_part(noted_by, '/', 1) = any((select access.partnerships())::text[])));
alter policy removed on reactions.station_booking
    using ((select access.sees_everything()) or (kind = 'OutOfService' and (select access.is_somebody())));
