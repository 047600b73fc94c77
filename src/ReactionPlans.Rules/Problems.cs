namespace ReactionPlans.Rules;

/// <summary>
/// The numbered list of expected troubles. A number is never reused or given another meaning; gaps stay.
/// 1000 files and reports, 2000 areas and places, 3000 agreements, 4000 decisions and activations, 5000 running the program,
/// 6000 the console, 7000 detection and texts, 8000 the audit, the calendar, plans over the API and receipts.
/// </summary>
public static class Problems
{
    // 1000: files and reports
    public static readonly ProblemKind FileMissing = new(1001, "Filen {0} findes ikke.", "The file {0} does not exist.");
    public static readonly ProblemKind FileEmpty = new(1002, "Filen er tom: der er ingen overskriftslinje.", "The file is empty: it has no header line.");
    public static readonly ProblemKind UnknownColumns = new(1003, "Ukendte kolonner: {0}. Brug de kendte navne ({1}) eller en --map-fil.", "Unknown columns: {0}. Use the known names ({1}) or a --map file.");
    public static readonly ProblemKind MissingColumns = new(1004, "Nødvendige kolonner mangler: {0}.", "Required columns are missing: {0}.");
    public static readonly ProblemKind FieldMissing = new(1005, "Feltet '{0}' mangler.", "The field '{0}' is missing.");
    public static readonly ProblemKind FieldUnreadable = new(1006, "Feltet '{0}' kan ikke læses: '{1}'. Der ventes {2}.", "The field '{0}' cannot be read: '{1}'. Expected {2}.");
    public static readonly ProblemKind ReportedInFuture = new(1007, "Anmeldt dag {0} ligger i fremtiden.", "The reported day {0} lies in the future.");
    public static readonly ProblemKind KnownAtMissing = new(1008, "Revision {0} mangler 'known_at': uden den vides det ikke, hvornår rettelsen blev kendt.", "Revision {0} lacks 'known_at': without it nobody knows when the correction became known.");
    public static readonly ProblemKind IntervalImpossible = new(1009, "Umuligt tidsrum ({0} til {1}, anmeldt {2}) er udeladt; anmeldelsen tæller på sin anmeldte dag.", "Impossible interval ({0} to {1}, reported {2}) was left out; the report counts by its reported day.");
    public static readonly ProblemKind MapUnreadable = new(1010, "Kortfilen (--map) kan ikke læses: {0}", "The mapping file (--map) cannot be read: {0}");
    public static readonly ProblemKind RowUnreadable = new(1011, "Rækken kan ikke læses: {0}", "The row cannot be read: {0}");
    public static readonly ProblemKind DuplicateColumn = new(1012, "Kolonnen '{0}' står der flere gange.", "The column '{0}' appears more than once.");
    public static readonly ProblemKind SameRevisionDiffers = new(1013, "Anmeldelse {0}, revision {1} er allerede modtaget med andet indhold. Send rettelser med et højere revisionsnummer.", "Report {0}, revision {1} was already received with other content. Send corrections with a higher revision number.");
    public static readonly ProblemKind DuplicateId = new(1014, "Nøglen '{0}' står der flere gange i filen.", "The key '{0}' appears more than once in the file.");
    public static readonly ProblemKind EncodingUnknown = new(1015, "Tegnsættet '{0}' kendes ikke. Prøv utf-8 eller windows-1252.", "The encoding '{0}' is not known. Try utf-8 or windows-1252.");
    public static readonly ProblemKind FileUnreadable = new(1016, "Filen kan ikke læses: {0}", "The file cannot be read: {0}");
    public static readonly ProblemKind MappedColumnMissing = new(1017, "Kortfilen læser '{0}' fra kolonnen '{1}', som filen ikke har.", "The mapping file reads '{0}' from the column '{1}', which the file does not have.");
    public static readonly ProblemKind RecurrenceUnsupported = new(1018, "'{0}' som RRULE kan denne version ikke læse. Skriv en ugetabel: {1}.", "This version cannot read '{0}' as an RRULE. Write a weekly table: {1}.");
    public static readonly ProblemKind RecipientTwice = new(1019, "Samme modtager står også tidligere i filen.", "The same recipient appears earlier in the file as well.");
    public static readonly ProblemKind FieldTooLong = new(1020, "Feltet '{0}' ('{1}') er længere end {2} tegn.", "The field '{0}' ('{1}') is longer than {2} characters.");

    // 1040: reports by HTTP, queue and watched folder
    public static readonly ProblemKind JsonUnreadable = new(1040, "JSON kan ikke læses: {0}", "The JSON cannot be read: {0}");
    public static readonly ProblemKind UnknownFields = new(1041, "Ukendte felter: {0}. Kendte felter: {1}.", "Unknown fields: {0}. Known fields: {1}.");
    public static readonly ProblemKind FieldTwice = new(1042, "Feltet '{0}' står der flere gange.", "The field '{0}' appears more than once.");
    public static readonly ProblemKind FieldNotPlain = new(1043, "Feltet '{0}' skal være en tekst, et tal eller true/false.", "The field '{0}' must be a text, a number or true/false.");
    public static readonly ProblemKind ItemTooLong = new(1044, "Anmeldelsen fylder mere end {0} byte.", "The report is longer than {0} bytes.");
    public static readonly ProblemKind ListBroken = new(1045, "Listen kan ikke læses videre herfra: {0} Det, der stod før, er modtaget; send det hele igen, når det er rettet.", "The list cannot be read on from here: {0} What came before was received; send all of it again when it is mended.");
    public static readonly ProblemKind SourceNotAllowed = new(1046, "Kilden '{0}' kan ikke leveres ad denne vej. Her kan leveres: {1}.", "The source '{0}' cannot be delivered this way. This way delivers: {1}.");
    public static readonly ProblemKind KeyUnknown = new(1050, "Nøglen mangler eller kendes ikke. Send 'Authorization: Bearer NØGLE'.", "The key is missing or unknown. Send 'Authorization: Bearer KEY'.");
    public static readonly ProblemKind KeyEnded = new(1051, "Nøglen '{0}' gælder ikke længere. Bed om en ny.", "The key '{0}' holds no longer. Ask for a new one.");
    public static readonly ProblemKind ContentTypeRefused = new(1052, "'{0}' modtages ikke. Send {1}.", "'{0}' is not taken in. Send {1}.");
    public static readonly ProblemKind ContentEncodingRefused = new(1053, "Pakningen '{0}' modtages ikke. Send gzip eller upakket.", "The content encoding '{0}' is not taken in. Send gzip or plain.");
    public static readonly ProblemKind BodyTooLarge = new(1054, "Indholdet fylder mere end {0} MB. Del det.", "The body is larger than {0} MB. Divide it.");
    public static readonly ProblemKind UnpackedTooLarge = new(1055, "Indholdet fylder udpakket mere end {0} MB. Det, der er læst, er modtaget; del resten.", "The body is larger than {0} MB unpacked. What was read was received; divide the rest.");
    public static readonly ProblemKind TooManyRows = new(1056, "Der er mere end {0} anmeldelser. De første er modtaget; del resten.", "There are more than {0} reports. The first of them were received; divide the rest.");
    public static readonly ProblemKind TooOften = new(1057, "Kilden har sendt for ofte. Prøv igen om {0} sekunder.", "The source has sent too often. Try again in {0} seconds.");
    public static readonly ProblemKind OutboxBehind = new(1058, "Modtagelsen venter: over {0} beskeder er endnu ikke behandlet. Prøv igen om lidt.", "The intake waits: over {0} messages are not handled yet. Try again in a while.");
    public static readonly ProblemKind JudgingBehind = new(1059, "Modtagelsen venter: {0} områder er endnu ikke bedømt. Prøv igen om lidt.", "The intake waits: {0} areas are not judged yet. Try again in a while.");
    public static readonly ProblemKind KeyNotFound = new(1060, "Der er ingen gyldig nøgle '{0}'.", "There is no key '{0}' in force.");
    public static readonly ProblemKind KeyScopeWrong = new(1061, "En kildes navn skal være 1-{0} tegn uden komma og mellemrum: '{1}'.", "A source's name is 1-{0} characters without commas and spaces: '{1}'.");
    public static readonly ProblemKind FileNotPlain = new(1062, "{0} er ikke en almindelig fil i mappen selv, men en henvisning.", "{0} is not a plain file in the folder itself but a link.");
    public static readonly ProblemKind NothingTakenIn = new(1063, "Ingen af filens {0} rækker kunne tages ind.", "None of the file's {0} rows could be taken in.");
    public static readonly ProblemKind UnpacksTooFar = new(1064, "Filen fylder udpakket mere end {0} gange så meget som pakket.", "The file is more than {0} times as large unpacked as packed.");

    // 1085: rows in quarantine
    public static readonly ProblemKind RejectedRowUnknown = new(1085, "Rækken {0} er ikke i karantæne, eller den er afsluttet.", "Row {0} is not in quarantine, or it is settled.");
    public static readonly ProblemKind FieldNotCorrectable = new(1086, "Feltet '{0}' kan ikke rettes. Felter, der kan: {1}.", "The field '{0}' cannot be corrected. Fields that can: {1}.");
    public static readonly ProblemKind CorrectionMissing = new(1087, "Der er ingen rettelse: angiv mindst ét felt med en ny værdi.", "There is no correction: give at least one field a new value.");
    public static readonly ProblemKind FileExists = new(1088, "Filen {0} findes i forvejen og bliver ikke overskrevet.", "The file {0} exists already and is not overwritten.");
    public static readonly ProblemKind SourceDiffers = new(1089, "Rækken siger, at den er fra kilden '{0}', men den kom fra en, der leverer for '{1}'.", "The row says that it is from the source '{0}', but it came from one that delivers for '{1}'.");


    public static readonly ProblemKind ValueUntranslated = new(1070, "Kortfilen (--map) har ingen oversættelse af '{0}' i feltet '{1}'.", "The mapping file (--map) has no translation of '{0}' in the field '{1}'.");
    public static readonly ProblemKind KeyPartBlank = new(1071, "Feltet '{0}' er sat sammen af flere kolonner, og '{1}' er tom.", "The field '{0}' is composed of several columns, and '{1}' is blank.");
    public static readonly ProblemKind BytesUndecodable = new(1072, "Rækken rummer tegn, der ikke kan læses som {0}: {1}. Ret dem, eller angiv det rigtige tegnsæt (--encoding).", "The row holds characters that cannot be read as {0}: {1}. Correct them, or name the right encoding (--encoding).");
    public static readonly ProblemKind PatternWrong = new(1073, "Mønsteret '{0}' kan ikke bruges: {1}", "The pattern '{0}' cannot be used: {1}");
    public static readonly ProblemKind CoordinatesUnknown = new(1074, "Koordinatsystemet '{0}' kendes ikke ({1}). Brug EPSG:25832, EPSG:25833 eller teksten fra en .prj-fil (PROJCS[...]).", "The coordinate system '{0}' is not known ({1}). Use EPSG:25832, EPSG:25833 or the text of a .prj file (PROJCS[...]).");
    public static readonly ProblemKind SkipRuleWrong = new(1075, "En regel under 'skip' skal have 'column' og netop en af: {0}.", "A rule under 'skip' needs 'column' and exactly one of: {0}.");
    public static readonly ProblemKind MapContradicts = new(1076, "Feltet '{0}' står både under '{1}' og '{2}'; kun det ene kan gælde.", "The field '{0}' stands under both '{1}' and '{2}'; only one of them can hold.");
    public static readonly ProblemKind RowNotOurs = new(1077, "Kortfilen (--map) siger nu, at rækken ikke er vores. Lad den blive ude med 'quarantine give-up'.", "The mapping file (--map) now says that the row is none of ours. Give it up with 'quarantine give-up'.");
    public static readonly ProblemKind FeedUnknown = new(1100, "Kilden '{0}' har aldrig leveret en anmeldelse.", "The source '{0}' has never delivered a report.");

    // 1120: bad input
    public static readonly ProblemKind FileIsFolder = new(1120, "'{0}' er en mappe. Angiv en fil.", "'{0}' is a folder. Name a file.");
    public static readonly ProblemKind FileNotText = new(1121, "Filen er ikke tekst i {0}: {1} Gem den som tekst i utf-8, eller angiv dens tegnsæt med --encoding (fx utf-16).", "The file is not text in {0}: {1} Save it as text in utf-8, or name its encoding with --encoding (for example utf-16).");
    public static readonly ProblemKind HiddenCharacter = new(1122, "Feltet '{0}' rummer et usynligt tegn ({1}). Slet det, og send rækken igen.", "The field '{0}' holds an invisible character ({1}). Delete it and send the row again.");
    public static readonly ProblemKind CharactersLost = new(1123, "Feltet '{0}' rummer tegn, der er gået tabt på vejen ('{1}'). Eksportér igen i utf-8, eller angiv filens tegnsæt med --encoding.", "The field '{0}' holds characters that were lost on the way ('{1}'). Export again in utf-8, or name the file's encoding with --encoding.");
    public static readonly ProblemKind LooksLikeFormula = new(1124, "Feltet '{0}' begynder som en formel i et regneark ('{1}'). Eksportér igen fra fagsystemet uden om regnearket.", "The field '{0}' begins like a formula of a spreadsheet ('{1}'). Export again from the source system without the spreadsheet.");
    public static readonly ProblemKind HourSkipped = new(1125, "Tiden {1} i '{0}' fandtes ikke: uret blev stillet frem. Den er regnet som {2}. Skriv tiden med +01:00 eller +02:00.", "The time {1} in '{0}' did not exist: the clock was put forward. It was taken as {2}. Write the time with +01:00 or +02:00.");
    public static readonly ProblemKind HourTwice = new(1126, "Tiden {1} i '{0}' kom to gange: uret blev stillet tilbage. Den er regnet som den første, {2}. Skriv tiden med +02:00 eller +01:00.", "The time {1} in '{0}' came twice: the clock was put back. It was taken as the first one, {2}. Write the time with +02:00 or +01:00.");
    public static readonly ProblemKind KnownInFuture = new(1127, "'known_at' {0} ligger i fremtiden: ingen kan vide det endnu. Ret det, eller udelad det.", "'known_at' {0} lies in the future: nobody can know it yet. Correct it or leave it out.");
    public static readonly ProblemKind WithdrawnUnknown = new(1128, "Anmeldelse {0} trækkes tilbage, men er aldrig modtaget. Tilbagetrækningen er gemt; send også anmeldelsen, hvis den mangler.", "Report {0} is withdrawn but was never received. The withdrawal is kept; send the report too if it is missing.");
    public static readonly ProblemKind FileWithoutRows = new(1129, "Filen har en overskriftslinje, men ingen rækker. Se efter, om udtrækket blev færdigt.", "The file has a header line but no rows. Look whether the extract was finished.");
    public static readonly ProblemKind RowTooLong = new(1130, "Rækken er længere end {0} byte. Mangler der et anførselstegn eller et linjeskift?", "The row is longer than {0} bytes. Is a quote or a line break missing?");
    public static readonly ProblemKind QuoteNotClosed = new(1131, "Et anførselstegn i linjen bliver ikke lukket rigtigt. Linjen er lagt til side, og de næste er læst hver for sig.", "A quote in the line is not closed properly. The line was put aside, and the next ones were read one by one.");
    public static readonly ProblemKind FileTooLarge = new(1132, "Filen fylder mere end {0} MB. Del den, eller forenkl den.", "The file is larger than {0} MB. Divide it or simplify it.");
    public static readonly ProblemKind NotCsv = new(1133, "Filen begynder med '{0}' og ligner {1}, ikke CSV. Gem den som CSV med en overskriftslinje.", "The file begins with '{0}' and looks like {1}, not CSV. Save it as CSV with a header line.");
    public static readonly ProblemKind ControlCharacter = new(1134, "Feltet '{0}' rummer et styretegn ({1}), som tekst ikke kan have. Slet det, og send rækken igen.", "The field '{0}' holds a control character ({1}) that text cannot have. Delete it and send the row again.");
    public static readonly ProblemKind PackingDamaged = new(1135, "Den pakkede fil er beskadiget eller skåret over: {0} Det, der står før, er læst. Hent filen igen, og indlæs den hele.", "The packed file is damaged or cut off: {0} What comes before was read. Fetch the file again and import the whole of it.");

    // 2000: areas and places
    public static readonly ProblemKind GeoJsonUnreadable = new(2001, "GeoJSON-filen kan ikke læses: {0}", "The GeoJSON file cannot be read: {0}");
    public static readonly ProblemKind AreaPropertyMissing = new(2002, "Område nr. {0} mangler egenskaben '{1}'.", "Area no. {0} lacks the property '{1}'.");
    public static readonly ProblemKind AreaGeometryBroken = new(2003, "Område {0} har en ødelagt polygon: {1}", "Area {0} has a broken polygon: {1}");
    public static readonly ProblemKind AreaCodeTwice = new(2004, "Område {0} ({1}) står der flere gange i filen.", "Area {0} ({1}) appears more than once in the file.");
    public static readonly ProblemKind AreaNotPolygon = new(2005, "Område {0} er ikke en polygon, men {1}.", "Area {0} is not a polygon but {1}.");
    public static readonly ProblemKind PlaceUnknown = new(2006, "Stedet ligger i intet kendt område; anmeldelsen er gemt som uplaceret.", "The place lies in no known area; the report is kept as unplaced.");
    public static readonly ProblemKind CoordinatesSwapped = new(2007, "Bredde og længde ser ud til at være byttet om ({0}, {1}).", "Latitude and longitude look swapped ({0}, {1}).");
    public static readonly ProblemKind AreaCodeUnknown = new(2008, "Området '{0}' kendes ikke.", "The area '{0}' is not known.");
    public static readonly ProblemKind AreaRepaired = new(2009, "Område {0} havde en polygon, der skærer sig selv ({1}); den er rettet uden at ændre arealet væsentligt.", "Area {0} had a polygon that crosses itself ({1}); it was repaired without changing its size noticeably.");
    public static readonly ProblemKind AreasOtherSystem = new(2010, "Område {0} ligger ikke i WGS 84 (længde, bredde): {1}. Omregn filen først.", "Area {0} is not in WGS 84 (longitude, latitude): {1}. Convert the file first.");
    public static readonly ProblemKind NoAreas = new(2011, "Filen rummer ingen områder.", "The file holds no areas.");
    public static readonly ProblemKind PlaceMissing = new(2012, "Stedet mangler; rækken er gemt som uplaceret.", "The place is missing; the row is kept as unplaced.");
    public static readonly ProblemKind MetresSwapped = new(2013, "Øst og nord ser ud til at være byttet om ({0}, {1}).", "Easting and northing look swapped ({0}, {1}).");

    public static readonly ProblemKind PlaceIsZero = new(2030, "Stedet er skrevet som 0, 0, som betyder, at det mangler i kilden; rækken er gemt som uplaceret. Send den rigtige koordinat eller en tom.", "The place is written as 0, 0, which means that the source lacks it; the row is kept as unplaced. Send the right coordinates or blank ones.");
    public static readonly ProblemKind AreaTextWrong = new(2031, "Område nr. {0}: egenskaben '{1}' er for lang (over {2} tegn) eller rummer usynlige eller tabte tegn: '{3}'.", "Area no. {0}: the property '{1}' is too long (over {2} characters) or holds invisible or lost characters: '{3}'.");

    // 3000: agreements
    public static readonly ProblemKind YamlUnreadable = new(3001, "YAML kan ikke læses: {0}", "The YAML cannot be read: {0}");
    public static readonly ProblemKind YamlUnknownField = new(3002, "Ukendt felt '{0}'. Mente du {1}?", "Unknown field '{0}'. Did you mean {1}?");
    public static readonly ProblemKind YamlFieldMissing = new(3003, "Feltet '{0}' mangler.", "The field '{0}' is missing.");
    public static readonly ProblemKind YamlFieldWrong = new(3004, "Feltet '{0}' har en forkert værdi: '{1}'. Der ventes {2}.", "The field '{0}' has a wrong value: '{1}'. Expected {2}.");
    public static readonly ProblemKind PersonUnknown = new(3005, "Personen '{0}' findes ikke under people.", "The person '{0}' is not listed under people.");
    public static readonly ProblemKind ResponsibleOfOtherParty = new(3006, "Trin '{0}' hører til {1}, men den ansvarlige '{2}' gør ikke.", "Step '{0}' belongs to {1}, but the responsible person '{2}' does not.");
    public static readonly ProblemKind NoNeighbourStep = new(3007, "Planen har intet trin til nabovenner: Nabohjælp skal altid aktiveres.", "The plan has no neighbour step: neighbours are always activated.");
    public static readonly ProblemKind TextWithoutPoliceContact = new(3008, "Teksten '{0}' siger ikke, hvordan man giver politiet sine observationer.", "The text '{0}' gives no way to tell the police what one saw.");
    public static readonly ProblemKind GateCannotOpen = new(3009, "Porten for trin '{0}' kan aldrig åbne: {1}", "The gate of step '{0}' can never open: {1}");
    public static readonly ProblemKind StationWithoutLetter = new(3010, "Trin '{0}' sender politistationen ud uden forudgående brev eller 'otherwise'.", "Step '{0}' sends out the station without a letter first or an 'otherwise'.");
    public static readonly ProblemKind VersionWrong = new(3011, "Aftalen har version {0}, men den næste er {1}.", "The agreement has version {0}, but the next one is {1}.");
    public static readonly ProblemKind TemplateUnknown = new(3012, "Skabelonen '{0}' findes ikke. Kendte skabeloner: {1}.", "The template '{0}' does not exist. Known templates: {1}.");
    public static readonly ProblemKind RuleKindUnknown = new(3013, "Regeltypen '{0}' kendes ikke. Kendte typer: {1}.", "The rule kind '{0}' is not known. Known kinds: {1}.");
    public static readonly ProblemKind CountByUnsupported = new(3014, "'countBy: {0}' kan denne version ikke tælle efter; brug et af: {1}.", "This version cannot count by 'countBy: {0}'; use one of: {1}.");
    public static readonly ProblemKind IdTwice = new(3015, "'{0}' findes to gange under {1}.", "'{0}' appears twice under {1}.");
    public static readonly ProblemKind ExampleFails = new(3016, "Eksemplet {0} {1} ({2}) holder ikke: {3}.", "The example {0} {1} ({2}) does not hold: {3}.");
    public static readonly ProblemKind AgreementUnknown = new(3017, "Aftalen {0}, version {1}, findes ikke.", "There is no agreement {0}, version {1}.");

    // 3040: the life of a version
    public static readonly ProblemKind DeputyUnknown = new(3040, "Personen '{0}' har stedfortræderen '{1}', som ikke er en anden person under people.", "The person '{0}' has the deputy '{1}', who is no other person under people.");
    public static readonly ProblemKind DeputyOfOtherParty = new(3041, "Stedfortræderen '{1}' handler ikke for samme part som '{0}'.", "The deputy '{1}' does not act for the same party as '{0}'.");
    public static readonly ProblemKind OnePersonForBoth = new(3042, "Kun '{0}' kan godkende, og begge parter skal: to forskellige personer skal sige ja.", "Only '{0}' can accept, and both parties must: two different people have to say yes.");
    public static readonly ProblemKind VersionStepRefused = new(3043, "Aftalens version kan ikke {0}, når den er '{1}'.", "The version cannot {0} while it is '{1}'.");
    public static readonly ProblemKind AcceptedForOtherParty = new(3044, "{0} har godkendt for den anden part. En anden person skal godkende for {1}.", "{0} has accepted for the other party. Another person must accept for {1}.");
    public static readonly ProblemKind BacktestNotShown = new(3045, "{0} har ikke set, hvad version {1} ville have gjort på fortiden. Vis det først: siden om versionen, eller 'reactionplans agreement show-backtest {2} {1} --person {0}'.", "{0} has not seen what version {1} would have done on the past. Show it first: the version's page, or 'reactionplans agreement show-backtest {2} {1} --person {0}'.");
    public static readonly ProblemKind NotYourProposal = new(3046, "{0} har ikke foreslået version {1} og kan ikke trække den tilbage.", "{0} did not propose version {1} and cannot withdraw it.");
    public static readonly ProblemKind AreasNotYours = new(3047, "Området {0} er ikke med i den aftale, der gælder nu. Nye områder foreslås ved 'reactionplans agreement import'.", "The area {0} is not in the agreement in force. New areas are proposed by 'reactionplans agreement import'.");
    public static readonly ProblemKind PartnershipDiffers = new(3048, "Forslaget hører til partnerskabet '{0}', men du handler for '{1}'.", "The proposal belongs to the partnership '{0}', but you act for '{1}'.");
    public static readonly ProblemKind PartnershipWithoutAgreement = new(3049, "Partnerskabet '{0}' har ingen aftale, der gælder eller er foreslået.", "The partnership '{0}' has no agreement in force or proposed.");
    public static readonly ProblemKind MonthWrong = new(3050, "'{0}' er ikke en måned. Skriv som 2026-10.", "'{0}' is no month. Write it as 2026-10.");

    public static readonly ProblemKind ExampleAreaUnknown = new(3051, "Eksemplet {1} {0} ({2}) kan ikke prøves: aftalen dækker intet område {1} på kortet.", "The example {1} {0} ({2}) cannot be run: the agreement covers no area {1} of the map.");
    public static readonly ProblemKind ExampleDayWithoutData = new(3052, "Eksemplet {1} {0} ({2}) holder ikke: dagen har ingen data, så den bedømmes ikke.", "The example {1} {0} ({2}) does not hold: the day has no data and is not judged.");
    public static readonly ProblemKind ExampleOutsideReports = new(3053, "Eksemplet {1} {0} ({2}) siger intet: dagen ligger uden for anmeldelserne, {3} til {4}.", "The example {1} {0} ({2}) says nothing: the day lies outside the reports, {3} to {4}.");
    public static readonly ProblemKind ExamplesNotTried = new(3054, "Aftalens {0} eksempler er ikke prøvet. Angiv --areas og --reports, eller --stored for de gemte anmeldelser.", "The agreement's {0} examples were not run. Give --areas and --reports, or --stored for the stored reports.");

    // 3055: plans that start by the calendar
    public static readonly ProblemKind SeasonRuleCountsNothing = new(3055, "Kriteriet '{0}' har en regel af typen season og følger kalenderen: '{1}' har ingen mening der. Tag feltet ud.", "The criterion '{0}' has a rule of kind season and follows the calendar: '{1}' means nothing there. Take the field out.");
    public static readonly ProblemKind SeasonRuleInSet = new(3056, "Kriteriet '{0}' har en regel af typen season i et sæt af regler. Den skal stå alene, i sit eget kriterium.", "The criterion '{0}' has a rule of kind season in a set of rules. It has to stand alone, in a criterion of its own.");
    public static readonly ProblemKind SeasonLongerThanPlan = new(3057, "Kriteriet '{0}' varer {1} dage, men planen højst {2} (end.maximumDays). Sæt daysBefore ned, eller giv planen længere tid.", "The criterion '{0}' lasts {1} days, but the plan {2} at the most (end.maximumDays). Lower daysBefore, or give the plan more time.");
    public static readonly ProblemKind SeasonsOverlap = new(3058, "Kriterierne '{0}' og '{1}' følger begge kalenderen og har dage tilfælles. Et område har én plan ad gangen, så den ene ville aldrig blive fortalt.", "The criteria '{0}' and '{1}' both follow the calendar and have days in common. An area has one plan at a time, so one of them would never be told.");

    // 4000: decisions and activations
    public static readonly ProblemKind SpikeUnknown = new(4001, "Stigningen findes ikke, eller den er ikke din.", "The spike does not exist, or it is not yours.");
    public static readonly ProblemKind DecisionNotAllowed = new(4002, "'{0}' kan ikke vælges, når stigningen er '{1}'.", "'{0}' is not possible while the spike is '{1}'.");
    public static readonly ProblemKind ReasonMissing = new(4003, "Skriv en begrundelse: den hører med til '{0}'.", "Give a reason: '{0}' needs one.");
    public static readonly ProblemKind NotYourDecision = new(4004, "{0} kan ikke træffe denne beslutning efter aftalen.", "{0} may not take this decision under the agreement.");
    public static readonly ProblemKind TaskUnknown = new(4005, "Opgaven findes ikke, eller den er allerede afsluttet.", "The task does not exist, or it is already closed.");
    public static readonly ProblemKind HoldEndWrong = new(4006, "Vælg, hvornår der skal spørges igen: efter nu og senest {0}.", "Choose when it shall be asked again: after now and by {0}.");
    public static readonly ProblemKind AnsweredByThem = new(4007, "{0} har allerede godkendt. Den anden part mangler.", "{0} has approved already. The other party's yes is to come.");
    public static readonly ProblemKind NothingToAnswerTogether = new(4008, "Det, der kan svares samlet på, er ændret. Se områderne igen, eller svar for området alene.", "What can be answered together has changed. Look at the areas again, or answer for the area alone.");
    public static readonly ProblemKind EndNotAsked = new(4010, "Der er ikke spurgt, om planen skal fortsætte, eller den er allerede slut.", "Nobody is asked whether the plan shall go on, or it is over already.");
    public static readonly ProblemKind EndAnsweredByThem = new(4011, "{0} har allerede svaret.", "{0} has answered already.");
    public static readonly ProblemKind PlanNotRunning = new(4009, "Planen findes ikke, eller den er allerede slut.", "The plan does not exist, or it is over already.");

    // 5000: running the program
    public static readonly ProblemKind SchemaBehind = new(5001, "Databasen er på version {0}, programmet kræver {1}. Kør 'reactionplans migrate'.", "The database is at version {0}, the program needs {1}. Run 'reactionplans migrate'.");
    public static readonly ProblemKind MigrationChanged = new(5002, "Migrering {0} er ændret, efter at den blev kørt.", "Migration {0} was changed after it had run.");
    public static readonly ProblemKind RolesNeedBroker = new(5003, "Med transport i processen skal én vært køre alle roller. Angiv Transport:RabbitMq:Uri for at dele dem.", "With the in-process transport one host must run every role. Set Transport:RabbitMq:Uri to split them.");
    public static readonly ProblemKind RoleUnknown = new(5004, "Rollen '{0}' kendes ikke. Kendte roller: {1}.", "The role '{0}' is not known. Known roles: {1}.");
    public static readonly ProblemKind DatabaseNotForReplay = new(5005, "Databasen rummer allerede data, der ikke stammer fra en afspilning. Vælg en tom database.", "The database already holds data that no replay put there. Choose an empty database.");
    public static readonly ProblemKind NoPostgres = new(5006, "PostgreSQL kan ikke findes. {0}", "PostgreSQL cannot be found. {0}");
    public static readonly ProblemKind DatabaseUnreachable = new(5007, "Databasen svarer ikke: {0}", "The database does not answer: {0}");
    public static readonly ProblemKind BrokerUnreachable = new(5008, "RabbitMQ svarer ikke: {0}", "RabbitMQ does not answer: {0}");
    public static readonly ProblemKind RecipientKeyWrong = new(5009, "RecipientKey skal være 32 byte i base64.", "RecipientKey must be 32 bytes in base64.");
    public static readonly ProblemKind SettingWrong = new(5010, "Indstillingen '{0}' er forkert: {1}", "The setting '{0}' is wrong: {1}");
    public static readonly ProblemKind ClocksApart = new(5011, "Værtens og databasens ure er {0} sekunder fra hinanden. Slå tidssynkronisering til.", "The host's and the database's clocks are {0} seconds apart. Turn on time synchronisation.");
    public static readonly ProblemKind DiskNearlyFull = new(5012, "Der er kun {0} MB ledig disk.", "Only {0} MB of disk are left.");
    public static readonly ProblemKind FeedSilent = new(5013, "Ingen data siden {0} (den {1}). Områderne bedømmes ikke. Spørg afsenderen, og se efter afviste rækker; er kilden lukket, så kør 'reactionplans feed end {2}'.", "No data since {0} (it {1}). The areas are not judged. Ask the sender, and look for rejected rows; if the source is closed, run 'reactionplans feed end {2}'.");
    public static readonly ProblemKind FeedsNotDecided = new(5014, "Intet er bedømt siden {0}. Start en vært med rollen detection.", "Nothing has been judged since {0}. Start a host with the role detection.");
    public static readonly ProblemKind QueuesClosed = new(5015, "Programmet venter på RabbitMQ. Disse køer svarer ikke: {0}. Bliver det ved, så genstart RabbitMQ, og kør 'reactionplans migrate'.", "The program waits for RabbitMQ. These queues do not answer: {0}. If it lasts, restart RabbitMQ and run 'reactionplans migrate'.");

    public static readonly ProblemKind StrayRows = new(5017, "{0} rækker i modtagelsens tabeller hører ikke til noget. Noget andet end programmet har skrevet i dem; gendan fra en sikkerhedskopi.", "{0} rows in the intake's tables belong to nothing. Something other than the program wrote to them; restore from a backup.");

    // 6000: the console
    public static readonly ProblemKind SignInFailed = new(6001, "Brugernavn eller adgangskode er forkert.", "The user name or password is wrong.");
    public static readonly ProblemKind SignInTooOften = new(6002, "For mange forsøg. Prøv igen om {0} minutter.", "Too many attempts. Try again in {0} minutes.");
    public static readonly ProblemKind NotInAgreement = new(6003, "Din konto hører til '{0}', som ikke står i en aftale, der gælder nu.", "Your account belongs to '{0}', who is in no agreement in force.");
    public static readonly ProblemKind ChoiceUnknown = new(6004, "Valget '{0}' kendes ikke. Brug knapperne på siden.", "The choice '{0}' is not known. Use the page's buttons.");

    // 6005: who may do what
    public static readonly ProblemKind PersonRoleUnknown = new(6005, "Personen '{0}' har rollen '{1}', som ikke handler for en part. Mulige roller: {2}.", "The person '{0}' has the role '{1}', which acts for no party. Possible roles: {2}.");
    public static readonly ProblemKind TaskOfOtherParty = new(6006, "Opgaven er {0}s: {1} kan ikke afslutte den.", "The task is {0}'s: {1} may not close it.");
    public static readonly ProblemKind AccountUnknown = new(6007, "Kontoen '{0}' findes ikke.", "There is no account '{0}'.");
    public static readonly ProblemKind MembershipWrong = new(6008, "Angiv enten --partnership og --person, eller --role {0}.", "Give either --partnership and --person, or --role {0}.");
    public static readonly ProblemKind MayNot = new(6009, "Din rolle giver ikke adgang til det.", "Your role gives no access to that.");
    public static readonly ProblemKind LinkInvalid = new(6010, "Linket er ikke gyldigt. Brug linket i den nyeste besked.", "The link is not valid. Use the one in the latest message.");
    public static readonly ProblemKind LinkExpired = new(6011, "Linket er udløbet. Brug linket i den nyeste besked.", "The link has expired. Use the one in the latest message.");
    public static readonly ProblemKind AccountWithoutMembership = new(6012, "Kontoen '{0}' hører ikke til noget. Bed administratoren om adgang.", "The account '{0}' belongs to nothing. Ask the administrator for access.");
    public static readonly ProblemKind AgreementNotFilled = new(6013, "Aftalen {0}, version {1}, kan ikke læses mere, så partnerskabet ser ingen anmeldelser: {2}", "The agreement {0}, version {1}, can no longer be read, so the partnership sees no reports: {2}");

    // 6016: links in notices, and people's keys
    public static readonly ProblemKind LinkUsed = new(6016, "Linket er brugt. Dit svar er gemt, og der skal ikke gøres mere.", "The link has been used. Your answer is stored, and nothing more is needed.");
    public static readonly ProblemKind LinkOfFormerDecider = new(6017, "Linket er lavet til en, som ikke længere kan beslutte efter den aftale, der gælder.", "The link was made for somebody who may no longer decide under the agreement in force.");
    public static readonly ProblemKind LinkOfAnother = new(6018, "Linket er lavet til en anden end den, der er logget ind. Log af, eller svar fra overblikket.", "The link was made for somebody other than the one who is signed in. Sign out, or answer from the overview.");
    public static readonly ProblemKind LinkOfClosedTask = new(6024, "Opgaven er afsluttet, eller planen er slut. Der skal ikke gøres mere.", "The task is closed, or the plan is over. Nothing more is needed.");
    public static readonly ProblemKind LinkAnswered = new(6019, "Spørgsmålet er afgjort. Der skal ikke svares mere.", "The question is settled. No more answers are needed.");
    public static readonly ProblemKind PersonKeyUnknown = new(6020, "Nøglen mangler, kendes ikke eller er trukket tilbage. Send den som 'Authorization: Bearer …'.", "The key is missing, unknown or revoked. Send it as 'Authorization: Bearer ...'.");
    public static readonly ProblemKind PersonKeyNotFound = new(6021, "Der er ingen nøgle '{0}', der gælder.", "There is no key '{0}' in force.");
    public static readonly ProblemKind AnswerUnreadable = new(6022, "Svaret kan ikke læses: {0}", "The answer cannot be read: {0}");
    public static readonly ProblemKind AskedTooOften = new(6023, "For mange henvendelser. Vent {0} sekunder.", "Too many requests. Wait {0} seconds.");
    public static readonly ProblemKind CorrectionLength = new(6025, "Rettelsen skal være på {0} til {1} tegn. Skriv, hvad der var forkert, og hvad der gælder.", "A correction has {0} to {1} characters. Say what was wrong, and what holds.");
    public static readonly ProblemKind StepNotInMotion = new(6026, "Trinnet '{0}' kan ikke tages ud: det er ikke med i planen, eller det er afsluttet.", "The step '{0}' cannot be taken out: it is not in the plan, or it is closed.");

    // 6030: rehearsals
    public static readonly ProblemKind RehearsedTwice = new(6030, "Partnerskabet '{1}' har allerede en aftale i øvelsen: {0}. Øv én version ad gangen.", "The partnership '{1}' has an agreement in the rehearsal already: {0}. Rehearse one version at a time.");
    public static readonly ProblemKind RehearsalNeedsDatabase = new(6031, "Øvelsen skal have sin egen database '{0}', og brugeren må ikke oprette den: {1}. Bed databasens administrator om at oprette den med reactionplans_owner som ejer.", "The rehearsal needs a database of its own, '{0}', and the login may not create it: {1}. Ask the database's administrator to create it, owned by reactionplans_owner.");
    public static readonly ProblemKind RehearsedNeverFired = new(6032, "Kriteriet '{0}' blev aldrig opfyldt, heller ikke af en kraftig bølge af indbrud.", "The criterion '{0}' never fired, not even in a strong wave of burglaries.");
    public static readonly ProblemKind RehearsedNothingStarted = new(6033, "Planen blev aldrig sat i gang.", "The plan was never started.");
    public static readonly ProblemKind RehearsedNotPossible = new(6034, "Trinnet '{0}' kunne ikke lade sig gøre for {1} ({2}).", "The step '{0}' was not possible for {1} ({2}).");
    public static readonly ProblemKind RehearsedGateClosed = new(6035, "Stationen '{0}' kom aldrig ud: beboerne nåede ikke at blive informeret, og ingen gav lov ({1}).", "The station '{0}' never went out: residents were not informed in time, and nobody said yes ({1}).");
    public static readonly ProblemKind RehearsedVisitUnplaced = new(6036, "{2} besøg af stationen '{0}' fik ingen tid eller plads ({1}).", "{2} visits of the station '{0}' found no time or place ({1}).");
    public static readonly ProblemKind RehearsedPastReview = new(6037, "Fra {0} sætter aftalen ingen plan i gang, fordi den ikke er gennemgået i tide.", "From {0} on the agreement starts no plan, because it was not reviewed in time.");
    public static readonly ProblemKind RehearsedNotDone = new(6038, "Trinnet '{0}' blev aldrig gjort af {1}, før planen sluttede ({2}).", "The step '{0}' was never done by {1} before the plan ended ({2}).");
    public static readonly ProblemKind RehearsalBroken = new(6039, "Øvelsen stødte på en fejl i programmet: {0}. Se loggen.", "The rehearsal met a fault in the program: {0}. See the log.");
    // 6050: exercises
    public static readonly ProblemKind DatabaseNotForExercise = new(6050, "Databasen indeholder data, som ingen øvelse har lagt der. En øvelse skal have sin egen, tomme database.", "The database holds data that no exercise put there. An exercise needs an empty database of its own.");
    public static readonly ProblemKind ExerciseNotPrepared = new(6051, "Databasen er ikke gjort klar til øvelser. Brug 'exercise prepare' først.", "The database is not ready for exercises. Use 'exercise prepare' first.");
    public static readonly ProblemKind DatabaseOfExercise = new(6052, "Databasen er lavet til øvelser og kan ikke bruges til andet. Brug 'exercise run', eller en anden database.", "The database is made for exercises and serves nothing else. Use 'exercise run', or another database.");
    public static readonly ProblemKind ExerciseTooManyRecipients = new(6053, "'{0}' har {1} modtagere, og en øvelse har højst {2}. Er det de rigtige beboeres fil? Kun testmodtagere må få øvelsens breve.", "'{0}' has {1} recipients, and an exercise has at most {2}. Is it the real residents' file? Only test recipients may get an exercise's letters.");
    public static readonly ProblemKind ExerciseAreaUnknown = new(6054, "'{0}' er ikke et af aftalens områder.", "'{0}' is none of the agreement's areas.");
    public static readonly ProblemKind ExerciseCriterionUnknown = new(6055, "'{0}' er ikke et kriterium, der kan sætte planen i gang.", "'{0}' is no criterion that can start the plan.");
    public static readonly ProblemKind ExerciseUnderWay = new(6056, "Der er allerede en øvelse i gang. Afslut den først.", "An exercise is under way already. End it first.");

    // 6070: people of the register, by the link in a message
    public static readonly ProblemKind PauseDayWrong = new(6070, "Vælg en dag fra {0} til {1}.", "Choose a day from {0} to {1}.");

    // 6080: signing in at an identity provider
    public static readonly ProblemKind ProviderSettingWrong = new(6080, "Indstillingen {0} er forkert: {1}.", "The setting {0} is wrong: {1}.");
    public static readonly ProblemKind ProviderFailed = new(6081, "Det lykkedes ikke at logge ind med {0}. Prøv igen, eller bed administratoren om hjælp.", "Signing in with {0} did not succeed. Try again, or ask the administrator for help.");
    public static readonly ProblemKind NothingClaimed = new(6082, "{0} kender dig, men har ikke givet dig adgang her. Bed din organisation om den rette rolle.", "{0} knows you but has given you no access here. Ask your organisation for the right role.");
    public static readonly ProblemKind AccountVouchedFor = new(6083, "Kontoen '{0}' åbnes hos brugerens egen organisation og har ingen adgangskode her.", "The account '{0}' is opened at the user's own organisation and has no password here.");

    // 6040: afterwards
    public static readonly ProblemKind ActivationNotEnded = new(6040, "Der er ingen plan her, som er slut.", "There is no plan here that has ended.");
    public static readonly ProblemKind VisitUnknown = new(6041, "Besøget findes ikke, er aflyst eller er ikke begyndt endnu.", "There is no such visit, it was cancelled, or it has not begun.");
    public static readonly ProblemKind StoodTimesWrong = new(6042, "Skriv, hvor stationen stod, og fra hvornår til hvornår: sluttiden efter starttiden, højst et døgn senere, og ikke i fremtiden.", "Say where the station stood, and from when to when: the end after the beginning, at most a day later, and not in the future.");

    // 7000: detection
    public static readonly ProblemKind CaseUnreadable = new(7001, "Eksemplet kan ikke læses: {0}", "The reference case cannot be read: {0}");
    public static readonly ProblemKind CaseFamilyUnknown = new(7002, "Metoden '{0}' kendes ikke. Kendte metoder: {1}.", "The method '{0}' is not known. Known methods: {1}.");
    public static readonly ProblemKind NoAreaCovered = new(7003, "Kortet har ingen af aftalens områder (niveau '{0}').", "The map has none of the agreement's areas (level '{0}').");
    public static readonly ProblemKind CriterionUnknown = new(7004, "Aftalen har intet kriterium '{0}'. Den har: {1}.", "The agreement has no criterion '{0}'. It has: {1}.");
    public static readonly ProblemKind TooLittleHistory = new(7005, "Kriterium '{0}': {1} områder har mindre end et års anmeldelser bag sig ({2}) og får aftalens eget tal, {3}.", "Criterion '{0}': {1} areas have less than a year of reports behind them ({2}) and get the agreement's own number, {3}.");
    public static readonly ProblemKind NoNumberForRule = new(7006, "Kriterium '{0}' har en regel af typen '{1}', som der ikke foreslås et tal for. Prøv den med 'backtest'.", "Criterion '{0}' has a rule of kind '{1}', for which no number is proposed. Try it with 'backtest'.");
    public static readonly ProblemKind NoYearOfHistory = new(7007, "Kriterium '{0}': intet område har et års anmeldelser mellem {1} og {2}, så der er intet at lære af.", "Criterion '{0}': no area has a year of reports between {1} and {2}, so there is nothing to learn from.");
    public static readonly ProblemKind RateNotKept = new(7008, "Kriterium '{0}': selv det strengeste tal, der er prøvet ({1}), kalder oftere end {2} gange om året.", "Criterion '{0}': even the strictest number tried ({1}) calls more often than {2} times a year.");
    public static readonly ProblemKind RuleAsksNoChance = new(7020, "Kriteriet '{0}' har 'falseDiscoveryRate', men reglen '{1}' spørger ikke om en chance for hvert område. Slet feltet, eller brug pooled-windows, farrington-flexible, bayes eller ratio med luckAtMost under 1.", "The criterion '{0}' has 'falseDiscoveryRate', but the rule '{1}' asks no chance of each area. Delete the field, or use pooled-windows, farrington-flexible, bayes, or ratio with luckAtMost below 1.");
    public static readonly ProblemKind NotJudged = new(7021, "Området '{0}' hører ikke til en aftale, der gjaldt den {1}.", "The area '{0}' belongs to no agreement that held on {1}.");
    public static readonly ProblemKind CriterionNotJudged = new(7023, "Ingen aftale for området '{0}', der gjaldt den {1}, har kriteriet '{2}'.", "No agreement for the area '{0}' that held on {1} has the criterion '{2}'.");
    public static readonly ProblemKind ScanTooLarge = new(7024, "Klyngesøgningen (permutation-scan) er ikke lavet den {0}: aftalens områder har {1} anmeldelser med sted på et år, og der kan højst regnes på {2}. Kriteriet giver ingen stigninger den dag, og ingen slutter. Del aftalen i flere, eller brug 'local-scan' eller 'near-repeat'.", "The cluster search (permutation-scan) was not made on {0}: the agreement's areas have {1} reports with a place in a year, and at most {2} can be searched. The criterion fires nowhere that day and nothing ends. Divide the agreement, or use 'local-scan' or 'near-repeat'.");
    public static readonly ProblemKind DayNotBegun = new(7022, "Dagen {0} er ikke begyndt.", "The day {0} has not begun.");

    // 7030: texts to residents, neighbours and local groups
    public static readonly ProblemKind TextWithoutSender = new(7030, "Teksten siger ikke, hvem den er fra. Skriv '{0}'.", "The text does not say who sends it. Write '{0}'.");
    public static readonly ProblemKind TextWithoutArea = new(7031, "Teksten siger ikke, hvilket område den handler om. Skriv '{0}'.", "The text does not say which area it is about. Write '{0}'.");
    public static readonly ProblemKind TextWithoutCounts = new(7032, "Teksten siger ikke med tal, hvad der er sket. Skriv, at der er anmeldt {0} på {1} dage.", "The text does not say in figures what has happened. Write that {0} were reported in {1} days.");
    public static readonly ProblemKind TextWithoutAdvice = new(7033, "Teksten siger ikke, hvad læseren selv kan gøre. Skriv et råd, som at låse, tænde lys eller aftale noget med en nabo.", "The text does not say what the reader can do. Give advice, such as to lock, leave a light on or agree on something with a neighbour.");
    public static readonly ProblemKind TextWithoutPoliceHelp = new(7034, "Teksten siger ikke, hvordan man hjælper politiet. Bed læseren ringe til politiet på {0} med det, han eller hun har set.", "The text does not say how to help the police. Ask the reader to call the police on {0} with what he or she has seen.");
    public static readonly ProblemKind TextWithoutContact = new(7035, "Teksten siger ikke, hvem læseren kan spørge. Skriv '{0}'.", "The text does not say whom the reader can ask. Write '{0}'.");
    public static readonly ProblemKind TextWithoutEnd = new(7036, "Teksten siger ikke, hvornår det slutter, at læseren hører igen, eller at det er slut.", "The text does not say when it ends, that the reader will hear again, or that it is over.");
    public static readonly ProblemKind TextTooLong = new(7037, "Teksten er på {0} ord og må højst være på {1}.", "The text has {0} words and may have at most {1}.");
    public static readonly ProblemKind TextReadsHard = new(7038, "Teksten er svær at læse: lix {0}, højst {1}; den sværeste sætning {2}, højst {3}. Skriv kortere sætninger og kortere ord. Sværest: {4}", "The text reads hard: LIX {0}, at most {1}; the hardest sentence {2}, at most {3}. Write shorter sentences and shorter words. Hardest: {4}");
    public static readonly ProblemKind TextShouts = new(7039, "Teksten råber: {0}. Skriv uden store bogstaver, udråbstegn og advarselstegn.", "The text shouts: {0}. Write without capitals, exclamation marks and warning signs.");
    public static readonly ProblemKind TextFrightens = new(7040, "Teksten kan skræmme: {0}. Skriv, hvad der er sket, og hvad man kan gøre.", "The text can frighten: {0}. Say what has happened and what one can do.");
    public static readonly ProblemKind TextNamesAddress = new(7041, "Teksten nævner en adresse: {0}. Nævn kun området.", "The text names an address: {0}. Name only the area.");
    public static readonly ProblemKind TextNamesClockTime = new(7042, "Teksten siger, hvad klokken var: {0}. Det kan pege på et bestemt indbrud. Skriv kun dagen eller perioden.", "The text tells the time of day: {0}. It can point to one burglary. Tell only the day or the period.");
    public static readonly ProblemKind TextTellsTooFew = new(7043, "Teksten fortæller om så få, at det kan pege på nogen: {0}. Det mindste aftalte antal er {1}.", "The text tells of so few that it can point to somebody: {0}. The smallest agreed number is {1}.");
    public static readonly ProblemKind TextPointsToPerson = new(7044, "Teksten kan pege på en person eller en gruppe: {0}. Skriv uden navne, numre, nummerplader og beskrivelser af personer.", "The text can point to a person or a group: {0}. Write without names, numbers, licence plates and descriptions of persons.");
    public static readonly ProblemKind TextCallsToAct = new(7045, "Teksten får læseren til selv at gribe ind eller udstille nogen: {0}. Bed om en opringning til politiet i stedet.", "The text makes the reader step in or expose somebody: {0}. Ask for a call to the police instead.");

    // 7050: a partnership's own texts
    public static readonly ProblemKind LocalTemplateUnknown = new(7050, "Filen '{0}' er ingen af vores tekster. Den skal hedde PARTNERSKAB/SPROG/NAVN.liquid, med et sprog af {1} og et navn fra biblioteket.", "The file '{0}' is none of our texts. Call it PARTNERSHIP/LANGUAGE/NAME.liquid, with a language of {1} and a name of the library.");
    public static readonly ProblemKind LocalTemplateWrong = new(7051, "Teksten '{0}' kan ikke udfyldes: {1}", "The text '{0}' cannot be filled in: {1}");

    // 7052: texts of a plan that starts by the calendar
    public static readonly ProblemKind TextWithoutSeason = new(7052, "Teksten siger ikke, hvorfor den sendes nu. Planen begynder efter kalenderen: skriv 'uge {0}'.", "The text does not say why it is sent now. The plan starts by the calendar: write 'uge {0}'.");
    public static readonly ProblemKind TextTellsOfRise = new(7053, "Teksten fortæller om et antal eller en stigning: {0}. Planen begynder efter kalenderen og hviler ikke på anmeldelser.", "The text tells of a number or a rise: {0}. The plan starts by the calendar and rests on no reports.");
    public static readonly ProblemKind LogoUnusable = new(7055, "Logoet '{0}' kan ikke bruges. Gem det som et PNG-billede i farver uden sammenfletning (interlace), højst {1} KB og {2} gange {2} pixel.", "The logo '{0}' cannot be used. Save it as a PNG picture in colour without interlacing, at most {1} KB and {2} by {2} pixels.");
    public static readonly ProblemKind LogoMissing = new(7056, "Afsenderens logo '{0}' ligger ikke blandt partnerskabets egne tekster. Læg det i Texts:LocalFolder som '{1}'.", "The sender's logo '{0}' is not among the partnership's own texts. Put it in Texts:LocalFolder as '{1}'.");

    // 7060: what is held on one person
    public static readonly ProblemKind PersonNotHeld = new(7060, "Der er intet gemt om personen.", "Nothing is held on the person.");
    public static readonly ProblemKind PersonSeveral = new(7061, "Flere i registret har den adresse: {0}. Vælg én med --neighbour-friend.", "Several in the register have that address: {0}. Choose one with --neighbour-friend.");
    public static readonly ProblemKind PersonChosenWrong = new(7062, "Vælg personen på én måde: --resident {0} (nummeret læses fra standard input), --neighbour-friend ID eller --mail ADRESSE.", "Choose the person in one way: --resident {0} (the number is read from standard input), --neighbour-friend ID or --mail ADDRESS.");
    public static readonly ProblemKind PersonNumberUnreadable = new(7063, "Nummeret kan ikke læses. Et CPR-nummer har 10 cifre, et CVR-nummer 8.", "The number cannot be read. A CPR number has 10 digits, a CVR number 8.");

    // 7064: the installation's keys
    public static readonly ProblemKind RecipientKeysWrong = new(7064, "RecipientKeys kan ikke læses: nøgle nummer {0} skal være NAVN:NØGLE, et navn af bogstaver og tal og 32 byte i base64. Nøglerne skilles med komma; den første forsegler.", "RecipientKeys cannot be read: key number {0} must be NAME:KEY, a name of letters and digits and 32 bytes in base64. Keys are parted by commas; the first one seals.");
    public static readonly ProblemKind RecipientKeyTwice = new(7065, "RecipientKeys har samme navn eller samme nøgle to gange: '{0}'.", "RecipientKeys has the same name or the same key twice: '{0}'.");
    public static readonly ProblemKind LookupKeyWrong = new(7066, "RecipientLookupKey skal være 32 byte i base64. 'reactionplans keys lookup' viser den, der bruges nu.", "RecipientLookupKey must be 32 bytes in base64. 'reactionplans keys lookup' shows the one in use.");
    public static readonly ProblemKind LookupKeyOther = new(7067, "Beboerne er gemt under en anden opslagsnøgle, så den samme person ville få to breve. Sæt den gamle nøgle ind igen som RecipientKey, eller giv dens opslagsnøgle som RecipientLookupKey ('reactionplans keys lookup' med de gamle indstillinger viser den).", "The residents are kept under another lookup key, so the same person would get two letters. Put the old key back as RecipientKey, or give its lookup key as RecipientLookupKey ('reactionplans keys lookup' with the old settings shows it).");
    public static readonly ProblemKind KeysLeft = new(7068, "{0} er ikke forseglet med den første nøgle: {1} kan ingen af nøglerne åbne, resten var i brug. Sæt den nøgle ind, der mangler, og kør 'reactionplans keys rotate' igen.", "{0} are not sealed by the first key: {1} no key can open, the rest were in use. Put in the key that is missing, and run 'reactionplans keys rotate' again.");
    public static readonly ProblemKind ErasureListUnusable = new(7069, "Listen over slettede personer kan ikke bruges ({0}): {1} Uden den kommer en slettet tilbage fra en ældre sikkerhedskopi, så der er intet gjort.", "The list of erased persons cannot be used ({0}): {1} Without it an erased person comes back from an older backup, so nothing was done.");

    // 7070: the data keys of residents' extracts
    public static readonly ProblemKind DataKeyGone = new(7070, "{0} beboere kan ikke læses mere: nøglen til deres udtræk er smidt væk, som aftalen siger, og databasen er ældre. 'reactionplans keys drop-unreadable' tager dem ud; et nyt udtræk bringer dem, der bor der nu.", "{0} residents can no longer be read: the key of their extract was thrown away, as the agreement says, and the database is older. 'reactionplans keys drop-unreadable' takes them out; a new extract brings those who live there now.");
    public static readonly ProblemKind KeysFolderOther = new(7071, "Mappen med nøgler ({0}) er ikke denne databases: beboernes numre kan ikke åbnes med den. Giv Keys:Folder samme mappe hos alle, der sender breve eller importerer beboere. Er den rigtige tabt, tager 'reactionplans keys take-folder' denne i brug.", "The folder of keys ({0}) is not this database's: residents' numbers cannot be opened with it. Give everybody who sends letters or imports residents the same folder as Keys:Folder. If the right one is lost, 'reactionplans keys take-folder' takes this one into use.");
    public static readonly ProblemKind DataKeysUnusable = new(7072, "Mappen med nøgler ({0}) kan ikke bruges: {1}", "The folder of keys ({0}) cannot be used: {1}");

    // 8101: the chain of who did what
    public static readonly ProblemKind AuditEntryChanged = new(8101, "Indførsel {0} i kæden '{1}' er ændret, efter at den blev skrevet: indholdet passer ikke til dens hash.", "Entry {0} of the chain '{1}' was changed after it was written: its content does not fit its hash.");
    public static readonly ProblemKind AuditEntryMissing = new(8102, "Indførsel {0} i kæden '{1}' mangler.", "Entry {0} of the chain '{1}' is missing.");
    public static readonly ProblemKind AuditEntriesMissing = new(8103, "Indførsel {0} til {1} i kæden '{2}' mangler.", "Entries {0} to {1} of the chain '{2}' are missing.");
    public static readonly ProblemKind AuditEntryInserted = new(8104, "Indførsel {0} i kæden '{1}' står to gange eller før den første (id {2}): en række er sat ind eller har fået et andet nummer.", "Entry {0} of the chain '{1}' stands twice or before the first (id {2}): a row was inserted or given another number.");
    public static readonly ProblemKind AuditEntryUnlinked = new(8105, "Indførsel {0} i kæden '{1}' følger ikke efter den før: en af de to er skiftet ud, sammen med sin hash.", "Entry {0} of the chain '{1}' does not follow on the one before: one of the two was replaced, its hash with it.");
    public static readonly ProblemKind AuditEndMissing = new(8106, "Kædens slutning mangler: indførsel {0} til {1} i kæden '{2}' er væk.", "The end is missing: entries {0} to {1} of the chain '{2}' are gone.");
    public static readonly ProblemKind AuditBeyondHead = new(8107, "Indførsel {0} i kæden '{1}' er skrevet uden om programmet: kæden slutter før den.", "Entry {0} of the chain '{1}' was written past the program: the chain ends before it.");
    public static readonly ProblemKind AuditHeadDiffers = new(8108, "Indførsel {0}, den sidste i kæden '{1}', er ikke den, der blev skrevet: dens hash er en anden end den, der er gemt særskilt.", "Entry {0}, the last of the chain '{1}', is not the one that was written: its hash differs from the one kept apart.");
    public static readonly ProblemKind AuditExpectedMissing = new(8109, "Kæden '{0}' går ikke gennem {1}: den er skrevet om, siden den hash blev noteret, eller den er noteret fra en anden kæde.", "The chain '{0}' does not lead through {1}: it was rewritten since that hash was written down, or the hash is of another chain.");
    public static readonly ProblemKind AuditChainUnknown = new(8110, "Der er ingen indførsler i kæden '{0}'.", "The chain '{0}' has no entries.");
    public static readonly ProblemKind AuditFileUnreadable = new(8111, "Filen er ikke en udskrift fra 'audit export', eller linjen er ødelagt: {0}", "The file was not written by 'audit export', or the line is damaged: {0}");
    public static readonly ProblemKind AuditExpectNeedsChain = new(8112, "En noteret hash gælder én kæde: angiv også --partnership, --installation eller --file.", "A hash that was written down is of one chain: give --partnership, --installation or --file too.");
    public static readonly ProblemKind AuditHashWrong = new(8113, "'{0}' er ikke en hash: der skal stå 64 tegn, 0-9 og a-f.", "'{0}' is no hash: 64 characters, 0-9 and a-f.");
    public static readonly ProblemKind AuditChainNotNamed = new(8114, "Angiv netop én af {0}.", "Give exactly one of {0}.");

    // 8121: the calendar
    public static readonly ProblemKind SeasonWordUnknown = new(8121, "'{0}' er ingen sæson. Mulige ord: {1}.", "'{0}' is no season. Possible words: {1}.");
    public static readonly ProblemKind HolidayEndsFirst = new(8122, "Ferien slutter den {1}, før den begynder den {0}.", "The holiday ends on {1}, before it begins on {0}.");
    public static readonly ProblemKind HolidayTooLong = new(8123, "Ferien fra {0} til {1} er længere end {2} dage. Er det rigtige år skrevet?", "The holiday from {0} to {1} is longer than {2} days. Is it the right year?");
    public static readonly ProblemKind SeasonOfNeededStep = new(8124, "Trin '{0}' venter på trin '{1}', som kun planlægges i sin sæson. Fjern sæsonen, eller lad trinnet vente på et andet.", "Step '{0}' waits for step '{1}', which is planned in its season only. Remove the season, or let it wait for another step.");

    // 8140: receipts
    public static readonly ProblemKind ReceiptsUnreadable = new(8140, "Kvitteringerne kan ikke læses. Send en JSON-liste med højst {0}, hver med message, channel, kind og at.", "The receipts cannot be read. Send a JSON list of at most {0}, each with message, channel, kind and at.");

    // 8150: the stations' calendars
    public static readonly ProblemKind StationUnknown = new(8150, "Der er ingen mobil politistation '{0}'.", "There is no mobile police station '{0}'.");
    public static readonly ProblemKind CalendarUnreadable = new(8151, "Filen er ingen kalender (RFC 5545), eller den er ikke hel. Intet er taget ind.", "The file is no calendar (RFC 5545), or not a whole one. Nothing was taken in.");
    public static readonly ProblemKind EventUnreadable = new(8152, "Begivenheden kan ikke læses. Det, der før var taget ind fra den, gælder fortsat.", "The event cannot be read. What was taken in of it before still holds.");
    public static readonly ProblemKind EventWithoutUid = new(8153, "Begivenheden har intet UID, så den kan ikke kendes igen.", "The event has no UID, so it cannot be known again.");
    public static readonly ProblemKind EventWithoutLength = new(8154, "Begivenheden slutter ikke, efter at den begynder.", "The event does not end after it begins.");
    public static readonly ProblemKind EventTooOften = new(8155, "Begivenheden gentager sig mere end {0} gange på et år.", "The event recurs more than {0} times in a year.");
    public static readonly ProblemKind EventZoneUnknown = new(8156, "Begivenheden er i en tidszone, der ikke kendes.", "The event is in a time zone that is not known.");
    public static readonly ProblemKind StationOption = new(8157, "Angiv --station, når der læses optagne tider ind, og kun da.", "Give --station when bookings are imported, and only then.");
    public static readonly ProblemKind OutageTimesWrong = new(8158, "Skriv, fra hvornår til hvornår stationen er ude: sluttiden efter starttiden, ikke før nu, og højst {0} dage. Tider skrives som {1}.", "Say from when to when the station is out: the end after the start, not before now, and at most {0} days. Times are written as {1}.");
    public static readonly ProblemKind StationNotOut = new(8159, "Stationen '{0}' er ikke meldt ude.", "The station '{0}' has not been called out.");

    // 8160: the register of neighbour friends, members and associations
    public static readonly ProblemKind SecondChannelMissing = new(8160, "Personen kan kun nås gennem appen. Spørg også efter en mailadresse eller et mobilnummer; rækken er gemt.", "The person can be reached by the app alone. Ask for a mail address or a mobile number too; the row is kept.");
    public static readonly ProblemKind QuietHoursLeaveNoRoom = new(8161, "Der skal være mindst en time mellem 10 og 21, hvor personen må få besked; der er stille fra {0} til {1}.", "There must be at least an hour between 10 and 21 in which the person may be written to; it is quiet from {0} to {1}.");

    // 8170: what the parties' own systems hear
    public static readonly ProblemKind WebhookAddressUnfit = new(8170, "'{0}' duer ikke som modtageradresse. Skriv en https-adresse uden brugernavn; http kun til samme maskine.", "'{0}' is no fit address of a receiver. Give an https address without a user name; http only to the same machine.");
    public static readonly ProblemKind WebhookNotFound = new(8171, "Der er ingen modtager med id '{0}', eller den fejler ikke.", "There is no receiver with id '{0}', or it does not fail.");
    public static readonly ProblemKind WebhookStopped = new(8172, "{0} modtagere er opgivet, fordi de ikke bekræfter: {1}. Ret dem, og kør 'reactionplans webhook resume ID'.", "{0} receivers were given up, because they do not confirm: {1}. Mend them, and run 'reactionplans webhook resume ID'.");
    public static readonly ProblemKind EventsAskedWrong = new(8173, "'after' er et helt tal fra 0, 'limit' et fra 1 til {0}.", "'after' is a whole number from 0, 'limit' one from 1 to {0}.");

    // 8174: a station that falls out
    public static readonly ProblemKind OutageCrewsWrong = new(8174, "Skriv antallet af hold som et helt tal fra 1, eller lad feltet være tomt, når alle er ude.", "Give the number of crews as a whole number from 1, or nothing where all are out.");

    // 8180: the page of one area
    public static readonly ProblemKind DayUnreadable = new(8180, "'{0}' er ikke en dag. Skriv den som 2026-03-04.", "'{0}' is no day. Write it as 2026-03-04.");
    public static readonly ProblemKind MapTilesWrong = new(8181, "Kortets baggrund (Map:TileAddress) kan ikke hentes fra '{0}'. Skriv en https-adresse med {{z}}, {{x}} og {{y}} i, og uden {{s}}.", "The map's background (Map:TileAddress) cannot be fetched from '{0}'. Give an https address with {{z}}, {{x}} and {{y}} in it, and without {{s}}.");

    // 8190: a visit of the mobile station that a person places
    public static readonly ProblemKind VisitTimeUnreadable = new(8190, "Vælg dag og klokkeslæt for besøget: '{0}' er ikke et tidspunkt.", "Choose the visit's day and time: '{0}' is none.");
    public static readonly ProblemKind VisitNotMovable = new(8191, "Besøget kan ikke flyttes: det er begyndt eller aflyst, planen er slut, eller de aftalte dage er gået.", "The visit cannot be moved: it has begun or was called off, its plan is over, or the agreed days have passed.");
    public static readonly ProblemKind VisitMovedMeanwhile = new(8192, "Besøget er ændret, siden du så på det. Nu er det: {0}. Se, om dit valg stadig passer.", "The visit has changed since you looked at it. Now it is: {0}. See whether your choice still fits.");
    public static readonly ProblemKind VisitGateClosed = new(8193, "Beboerne er ikke orienteret endnu. Politistationen kommer først, når de er det.", "Residents are not informed yet. The police station comes only when they are.");
    public static readonly ProblemKind VisitOutsideWindow = new(8194, "Efter aftalen begynder besøget tidligst {0} og før {1}, og altid på et helt kvarter.", "Under the agreement the visit begins at the earliest {0} and before {1}, and always on a quarter of an hour.");
    public static readonly ProblemKind VisitOutsideCrewHours = new(8195, "Politistationens hold er ikke på arbejde i hele besøget. Vælg en anden tid eller en anden station.", "The police station's crew is not at work for the whole visit. Choose another time or another station.");
    public static readonly ProblemKind VisitStationOut = new(8196, "Politistationen er meldt ude på det tidspunkt ({0}).", "The police station is out of service at that time ({0}).");
    public static readonly ProblemKind VisitDoubleBooked = new(8197, "Politistationen er optaget på det tidspunkt. Mellem to besøg skal der være {0} minutter til opstilling, og tid til at køre.", "The police station is taken at that time. Between two visits there must be {0} minutes to set up, and time to drive.");
    public static readonly ProblemKind VisitSiteUnfit = new(8198, "Stedet passer ikke til planen, eller det har ikke åbent i hele besøget. Vælg et andet sted fra listen, eller en anden tid.", "The site does not fit the plan, or it is not open for the whole visit. Choose another site of the list, or another time.");
    public static readonly ProblemKind VisitSiteTaken = new(8199, "Der står en anden politistation på stedet på det tidspunkt.", "Another police station stands at the site at that time.");

    // 8200: a text that is tried on its page
    public static readonly ProblemKind TriedTextTooLong = new(8200, "Teksten er på {0} tegn. Der kan højst prøves {1}.", "The text has {0} characters. At most {1} can be tried.");
    public static readonly ProblemKind TriedTextWithoutSubject = new(8201, "Den første linje skal være emnet: skriv '{0} ' og emnet, og teksten på linjerne under den.", "The first line must be the subject: write '{0} ' and the subject, and the text on the lines below it.");
    public static readonly ProblemKind TriedTextNotClosed = new(8202, "'{0}' er ikke lukket. Skriv '{1}', hvor det slutter.", "'{0}' is not closed. Write '{1}' where it ends.");
    public static readonly ProblemKind TriedTextNotOpened = new(8203, "'{0}' hører til et mærke, der ikke er åbnet før det. Slet det, eller skriv begyndelsen.", "'{0}' belongs to a tag that is not opened before it. Delete it, or write the beginning.");
    public static readonly ProblemKind TriedTextTagRefused = new(8204, "'{0}' kan ikke bruges i en tekst. Brug: {1}.", "'{0}' cannot be used in a text. Use: {1}.");
    public static readonly ProblemKind TriedTextLoop = new(8205, "En løkke går igennem én af listerne ({0}) og står ikke inden i en anden: '{{% for navn in liste %}}'.", "A loop goes through one of the lists ({0}) and stands in no other: '{{% for name in list %}}'.");
    public static readonly ProblemKind TriedTextNameUnknown = new(8206, "Pladsholderen '{0}' findes ikke. Brug en af dem, der står på siden.", "There is no placeholder '{0}'. Use one of those that stand on the page.");
    public static readonly ProblemKind TriedTextUnreadable = new(8207, "Teksten kan ikke læses som Liquid: {0}", "The text cannot be read as Liquid: {0}");

    // 8210: figures and traces for those who run the program
    public static readonly ProblemKind MetricsKeyShort = new(8210, "Nøglen til tallene (Telemetry:MetricsKey) skal have mindst {0} tegn.", "The key to the figures (Telemetry:MetricsKey) needs at least {0} characters.");
    public static readonly ProblemKind MetricsKeyUnknown = new(8211, "Tallene læses med nøglen i Telemetry:MetricsKey: 'Authorization: Bearer NØGLE'.", "The figures are read with the key in Telemetry:MetricsKey: 'Authorization: Bearer KEY'.");
    public static readonly ProblemKind MetricsFromElsewhere = new(8212, "Tallene kan kun læses fra den samme maskine, når der ikke er angivet en nøgle i Telemetry:MetricsKey.", "Without a key in Telemetry:MetricsKey the figures are read from the same machine only.");
    public static readonly ProblemKind TraceAddressWrong = new(8213, "Spor kan ikke sendes til '{0}' (Telemetry:OtlpEndpoint). Skriv en http- eller https-adresse.", "Traces cannot be sent to '{0}' (Telemetry:OtlpEndpoint). Give an http or https address.");

    // 8214: systems that come with an access token
    public static readonly ProblemKind ProviderSilent = new(8214, "Identitetsudbyderen svarer ikke, så det kan ikke afgøres, om adgangsbeviset er dens. Prøv igen om lidt.", "The identity provider does not answer, so nobody can say whether the access token is its own. Try again in a while.");
    public static readonly ProblemKind WrongKeysTooOften = new(8215, "Der er sendt for mange forkerte nøgler fra denne adresse. Prøv igen om {0} sekunder.", "Too many wrong keys were sent from this address. Try again in {0} seconds.");

    // 8130: plans over the API
    public static readonly ProblemKind PlanUnknown = new(8130, "Planen findes ikke, eller den er ikke din.", "The plan does not exist, or it is not yours.");
}
