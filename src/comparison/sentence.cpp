#include "comparison/pair.h"

#include "comparison/answerwords.h"

namespace wirewise::comparison {

namespace {

using diagnosis::Verdict;

/// "Same request, same server"; empty if neither is so.
QString inCommon(const Pair &pair)
{
    if (pair.sameRequest && pair.sameServer)
        return Text::tr("Same request, same server: ");
    if (pair.sameRequest)
        return Text::tr("Same request: ");
    return pair.sameServer ? Text::tr("Same server: ") : QString();
}

QString outcomeOf(const Half &half)
{
    switch (half.side.diagnosis.verdict) {
    case Verdict::Fails:
        return Text::tr("only %1 fails").arg(half.name);
    case Verdict::WorksWithWarnings:
    case Verdict::Works:
        return Text::tr("only %1 has a remark").arg(half.name);
    case Verdict::NotChecked:
        break;
    }
    return Text::tr("%1 was not checked to its end").arg(half.name);
}

QString shortened(const QString &text)
{
    constexpr qsizetype longest = 26;
    return text.size() <= longest ? text : QString(text.left(longest - 1) % QStringLiteral("…"));
}

/// A header that one side sends and the other does not, or that they send otherwise.
QString headerReason(const Pair &pair, const Difference &first)
{
    const bool isLeft = &pair.worse() == &pair.left;
    const bool mine = (isLeft ? first.leftPlace : first.rightPlace).has_value();
    const bool others = (isLeft ? first.rightPlace : first.leftPlace).has_value();
    if (mine && others)
        return Text::tr(", with another %1").arg(first.title);
    return mine ? Text::tr(", with %1").arg(first.title) : Text::tr(", without %1").arg(first.title);
}

/// What stands behind the outcome: ", with 404 instead of 101", ". Path: /a instead of /b".
QString reason(const Pair &pair, const Difference &first)
{
    const bool isLeft = &pair.worse() == &pair.left;
    if (first.layer == Layer::Request)
        return headerReason(pair, first);
    if (first.id == "upgrade.answer") {
        const auto *mine = pair.worse().shown("upgrade"), *others = pair.better().shown("upgrade");
        if (mine && others && statusWords(*mine) != statusWords(*others))
            return Text::tr(", with %1 instead of %2").arg(statusWords(*mine), statusWords(*others));
    }
    // What its finding is about says it better than two values.
    if (first.id.endsWith(".result") || first.layer == Layer::Http || first.layer == Layer::Session)
        return QString(QLatin1String(". ") % pair.worse().title().chopped(1));
    return Text::tr(". %1: %2 instead of %3")
        .arg(first.title, shortened(isLeft ? first.left : first.right),
             shortened(isLeft ? first.right : first.left));
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString sameOutcome(const Pair &pair, const Differences &differences)
{
    const bool differs =
        std::any_of(differences.begin(), differences.end(),
                    [](const Difference &difference) { return difference.weight != Weight::Expected; });
    if (!differs)
        return Text::tr("No difference except what changes in every run.");
    switch (pair.left.side.diagnosis.verdict) {
    case Verdict::Works:
        return Text::tr("Both work. What differs does not matter to the outcome.");
    case Verdict::WorksWithWarnings:
        return Text::tr("Both work, with the same remark. What differs does not matter to it.");
    case Verdict::Fails:
        return Text::tr("Both fail for the same reason. What differs does not matter to it.");
    case Verdict::NotChecked:
        break;
    }
    return Text::tr("Neither was checked to its end.");
}

bool works(const Half &half)
{
    const Verdict verdict = half.side.diagnosis.verdict;
    return verdict == Verdict::Works || verdict == Verdict::WorksWithWarnings;
}

/// A loopback address is another server in each place.
QString ownComputer(const Pair &pair)
{
    const auto &endpoint = pair.left.seen().endpoint.endpoint;
    return endpoint && endpoint->isLoopback()
               ? QLatin1Char(' ') + Text::tr("Mind that this address means each computer itself.")
               : QString();
}

/// One address that works from one place and fails from the other: it is not the server alone.
QString betweenPlaces(const Pair &pair, const QString &why)
{
    const QString &from = pair.worse().name;
    return capitalised(Text::tr("works from %1, not from %2%3. What makes the difference lies between %2 and "
                                "the server, or lets only some callers in.")
                           .arg(pair.better().name, from, why)) +
           ownComputer(pair);
}

QString sameFromBoth(const Pair &pair)
{
    switch (pair.left.side.diagnosis.verdict) {
    case Verdict::Works:
        return Text::tr("Works from both places.") + ownComputer(pair);
    case Verdict::WorksWithWarnings:
        return Text::tr("Works from both places, with the same remark.") + ownComputer(pair);
    case Verdict::Fails:
        return Text::tr("Fails from both places for the same reason, so it is not the way there.") +
               ownComputer(pair);
    case Verdict::NotChecked:
        break;
    }
    return Text::tr("Neither place has checked it to its end.");
}

/// A place that was not reached tells nothing that could be compared.
QString lostPlace(const Pair &pair)
{
    for (const Half *half : {&pair.left, &pair.right}) {
        if (half->findingId() == "local.place-lost")
            return capitalised(
                Text::tr("%1 could not check it, so there is nothing to compare.").arg(half->name));
    }
    return {};
}

} // namespace

QString sentenceOn(const Pair &pair, const Differences &differences)
{
    if (const QString lost = lostPlace(pair); !lost.isEmpty())
        return lost;
    if (!pair.outcomeDiffers && pair.otherPlace)
        return sameFromBoth(pair);
    if (!pair.outcomeDiffers)
        return sameOutcome(pair, differences);
    const bool isExplained = !differences.isEmpty() && differences.constFirst().weight == Weight::Explains;
    const QString why = isExplained ? reason(pair, differences.constFirst())
                                    : Text::tr(", and no difference explains it. It may come and go");
    if (pair.left.isToExplain && pair.right.isToExplain)
        return isExplained ? Text::tr("Each fails in its own way%1.").arg(why)
                           : Text::tr("Each comes out in its own way%1.").arg(why);
    if (pair.otherPlace && works(pair.better()) && pair.worse().side.diagnosis.verdict == Verdict::Fails)
        return betweenPlaces(pair, isExplained ? why : QString());
    return capitalised(QString(inCommon(pair) % outcomeOf(pair.worse()) % why % QLatin1Char('.')));
}

} // namespace wirewise::comparison
