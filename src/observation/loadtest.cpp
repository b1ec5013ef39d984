#include "observation/loadtest.h"

#include <cmath>

namespace wirewise::observation {

Duration LoadPlan::rampOfStep() const
{
    const double each = std::ceil(static_cast<double>(connections) / qMax(1, steps));
    return Duration(std::llround((each - 1) / rate * 1e6));
}

LoadPlanError errorOf(const LoadPlan &plan, const LoadBounds &bounds)
{
    const LoadMessage &message = plan.message;
    if (plan.connections < 1 || plan.connections > bounds.connections)
        return LoadPlanError::Connections;
    if (!(plan.rate >= 0.1 && plan.rate <= bounds.rate))
        return LoadPlanError::Rate;
    if (plan.time < std::chrono::seconds(1) || plan.time > bounds.time)
        return LoadPlanError::Time;
    if (plan.steps < 1 || plan.steps > LoadPlan::MostSteps || plan.steps > plan.connections)
        return LoadPlanError::Steps;
    if (plan.rampOfStep() >= plan.time / plan.steps)
        return LoadPlanError::TooShort;
    if (message.kind == LoadMessage::Kind::Nothing)
        return LoadPlanError::None;
    if (message.every < LoadPlan::ShortestPause)
        return LoadPlanError::Pause;
    const double perSecond = plan.connections * 1e6 / static_cast<double>(message.every.count());
    return perSecond > bounds.messages ? LoadPlanError::Messages : LoadPlanError::None;
}

QByteArray toString(LoadFailure::When when)
{
    return when == LoadFailure::When::Opening ? "opening" : "holding";
}

double LoadTest::failedShare() const
{
    const int known = opened + failed;
    return known == 0 ? 0 : static_cast<double>(failed + dropped) / known;
}

double LoadTest::missedShare() const
{
    const int missed = failed + dropped + unfinished + notBegun();
    return static_cast<double>(missed) / qMax(1, plan.connections);
}

} // namespace wirewise::observation
