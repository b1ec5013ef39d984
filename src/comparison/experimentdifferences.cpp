#include "comparison/pair.h"

#include "comparison/answerwords.h"
#include "comparison/passing.h"

namespace wirewise::comparison {

using observation::Experiment;
using observation::ExperimentResult;

namespace {

std::optional<Place> placeOf(const ExperimentResult &result)
{
    const auto &exchange = result.exchange;
    if (!exchange.response || exchange.response->statusLine.isEmpty())
        return std::nullopt;
    return Place{result.experiment.id, wire::Direction::Received, exchange.response->statusLine};
}

bool isAlike(const observation::Exchange &a, const observation::Exchange &b)
{
    return answersAlike(a, b) || (a.upgraded() && b.upgraded());
}

/// The change made no difference on that side: what it shows, the upgrade itself shows.
bool changesNothing(const Half &half, const ExperimentResult &result)
{
    return half.facts.upgrade && isAlike(result.exchange, *half.facts.upgrade);
}

/// Tried on both sides, and answered otherwise.
void addTriedTwice(const Pair &pair, const ExperimentResult &left, const ExperimentResult &right,
                   Differences &differences)
{
    if (isAlike(left.exchange, right.exchange) ||
        (changesNothing(pair.left, left) && changesNothing(pair.right, right)))
        return;
    const diagnosis::Evidence *proof =
        pair.outcomeDiffers ? pair.worse().quoted(left.experiment.id) : nullptr;
    const bool isClear = answerWords(left.exchange) != answerWords(right.exchange);
    const bool isControl = left.experiment.role == Experiment::Role::Control;
    differences.append({left.experiment.id + ".answer", Layer::Experiment, Weight::Setting,
                        left.experiment.change,
                        isClear ? answerWords(left.exchange) : longAnswerWords(left.exchange),
                        isClear ? answerWords(right.exchange) : longAnswerWords(right.exchange),
                        proof && !proof->says.isEmpty() ? proof->says
                        : isControl ? Text::tr("How each server answers where there is nothing to find.")
                                    : Text::tr("The same change is answered otherwise."),
                        placeOf(left), placeOf(right)});
}

/// Tried on the failing side only, and it made it work there.
void addHelp(const Pair &pair, const Half &half, const ExperimentResult &result, Differences &differences)
{
    const bool isLeft = &half == &pair.left;
    const QString helps = Text::tr("%1, helps").arg(statusWords(result.exchange));
    const QString other = Text::tr("not needed");
    differences.append({result.experiment.id + ".answer", Layer::Experiment, Weight::Setting,
                        result.experiment.change, isLeft ? helps : other, isLeft ? other : helps,
                        Text::tr("With this change %1 works too.").arg(half.name),
                        isLeft ? placeOf(result) : std::nullopt, isLeft ? std::nullopt : placeOf(result)});
}

bool otherWorks(const Pair &pair, const Half &half)
{
    const Half &other = &half == &pair.left ? pair.right : pair.left;
    return other.facts.works;
}

} // namespace

void addExperimentDifferences(const Pair &pair, Differences &differences)
{
    for (const ExperimentResult &left : pair.left.side.shown.experiments) {
        if (left.experiment.id.startsWith("again-"))
            continue;
        if (const ExperimentResult *right = pair.right.side.shown.experiment(left.experiment.id))
            addTriedTwice(pair, left, *right, differences);
    }
    for (const Half *half : {&pair.left, &pair.right}) {
        const Half &other = half == &pair.left ? pair.right : pair.left;
        for (const ExperimentResult &result : half->seen().experiments) {
            if (half->facts.helps(result.experiment.id) && otherWorks(pair, *half) &&
                !other.seen().experiment(result.experiment.id))
                addHelp(pair, *half, result, differences);
        }
    }
}

} // namespace wirewise::comparison
