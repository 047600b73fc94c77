using FsCheck;
using FsCheck.Fluent;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

/// <summary>Invented burglaries on whole tens of metres and whole days, so that many lie exactly on a limit and sums are exact.</summary>
internal static class SomeEvents
{
    public static Arbitrary<DatedPlace[]> Any { get; } = Arb.From(
        from length in Gen.Choose(0, 40)
        from events in (from x in Gen.Choose(-40, 40)
                        from y in Gen.Choose(-40, 40)
                        from known in Gen.Choose(0, 60)
                        from delay in Gen.Choose(0, 9)
                        from lasted in Gen.Choose(0, 12)
                        select new DatedPlace(new PlanePoint(10 * x, 10 * y), known, known - delay - lasted, known - delay)).ArrayOf(length)
        select events);

    public static PlanePoint[] Places(this DatedPlace[] events) => Array.ConvertAll(events, one => one.Place);

    public static double[] Times(this DatedPlace[] events) => Array.ConvertAll(events, one => one.Known);

    public static PlanePoint Moved(this PlanePoint place) => new(place.X + 700_000, place.Y + 6_170_000);
}
