#include "comparison/compare.h"

#include "comparison/pair.h"

namespace wirewise::comparison {

Comparison compare(const Side &left, const Side &right)
{
    const Pair pair(left, right);
    Comparison comparison;
    comparison.leftName = pair.left.name;
    comparison.rightName = pair.right.name;
    comparison.outcomeDiffers = pair.outcomeDiffers;
    addConnectionDifferences(pair, comparison.differences);
    addRequestDifferences(pair, comparison.differences);
    addAnswerDifferences(pair, comparison.differences);
    addExperimentDifferences(pair, comparison.differences);
    addSessionDifferences(pair, comparison.differences);
    addTimingDifferences(pair, comparison.differences);
    weigh(pair, comparison.differences);
    comparison.sentence = sentenceOn(pair, comparison.differences);
    return comparison;
}

} // namespace wirewise::comparison
