using System.Xml.Linq;
using Microsoft.AspNetCore.Mvc;

namespace ReactionPlans.Web;

/// <summary>A drawing (SVG) as a page's answer.</summary>
public sealed class PictureResult : ContentResult
{
    public PictureResult(XElement picture) => (Content, ContentType) = (picture.ToString(SaveOptions.DisableFormatting), "image/svg+xml; charset=utf-8");
}
