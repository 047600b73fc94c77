using System.Net;

namespace ReactionPlans.Flow.Texts;

/// <summary>The foot of every message to somebody of the register: why they get it, and how to get fewer of them or none.</summary>
internal static class StopFoot
{
    public static RenderedText On(RenderedText text, string sender, string url)
    {
        var why = $"Du får beskeden, fordi du har sagt ja til at høre fra {sender}. Vil du holde en pause, stoppe beskeder ad denne vej eller melde dig helt fra, så brug dit eget link:";
        return text with
        {
            Text = $"{text.Text}\n-- \n{why}\n{url}\n",
            Html = $"{text.Html}<hr><p><small>{WebUtility.HtmlEncode(why)} <a href=\"{url}\">Hold pause, eller meld dig fra</a></small></p>\n",
        };
    }
}
