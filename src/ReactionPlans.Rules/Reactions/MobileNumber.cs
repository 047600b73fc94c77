namespace ReactionPlans.Rules.Reactions;

/// <summary>A mobile number as people write it.</summary>
public static class MobileNumber
{
    /// <summary>What the register expects, as told to whoever wrote something else.</summary>
    public const string Expected = "12345678, +4512345678";

    private const int DanishDigits = 8, LongestDigits = 15;

    /// <summary>With its country (E.164): a number of eight digits is Danish. Null: it is none.</summary>
    /// <param name="written">With spaces, a plus or two zeros first.</param>
    public static string? Read(string written)
    {
        var number = string.Concat(written.Where(letter => letter != ' '));
        var abroad = number.StartsWith('+') ? number[1..] : number.StartsWith("00", StringComparison.Ordinal) ? number[2..] : null;
        var digits = abroad ?? number;
        if (digits.Length < DanishDigits || digits.Length > LongestDigits || digits[0] == '0' || !digits.All(char.IsAsciiDigit))
            return null;
        return abroad is not null ? $"+{digits}" : digits.Length == DanishDigits ? $"+45{digits}" : null;
    }
}
