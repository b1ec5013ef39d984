// A check that another computer makes for the window.

#include "gui/checkworker.h"

#include "diagnosis/diagnose.h"
#include "record/recorder.h"
#include "remote/placedchecks.h"

namespace wirewise::gui {

namespace {

/// What is known where nothing was told.
observation::Observation nothingOf(const CheckOrder &order)
{
    observation::Observation observation;
    observation.typed = order.typed;
    observation.endpoint = observation::parseEndpoint(order.typed);
    observation.settings = order.settings;
    observation.startedAt = QDateTime::currentDateTimeUtc();
    observation.from = order.from;
    return observation;
}

/// A program without a terminal can be asked where ssh has a window of its own for that.
remote::Questions questionsOfDesktop()
{
    return qEnvironmentVariableIsEmpty("SSH_ASKPASS") ? remote::Questions::CannotBeAnswered
                                                      : remote::Questions::CanBeAnswered;
}

} // namespace

void CheckWorker::startElsewhere()
{
    using remote::PlacedChecks;
    const remote::Questions questions = questionsOfDesktop();
    const auto place = remote::readPlace(m_order.from, remote::usualAgent(), questions);
    if (!place) {
        observation::Observation observation = nothingOf(m_order);
        observation.lost = place.error();
        return concludeElsewhere(observation, diagnosis::diagnose(observation));
    }
    m_placed = std::make_unique<PlacedChecks>(
        *place, questions, QList<check::BatchItem>{{m_order.typed, m_order.settings}}, remote::Width());
    connect(m_placed.get(), &PlacedChecks::exchangeFinished, this,
            [this](qsizetype, const observation::Exchange &exchange) { collectExchange(exchange); });
    connect(m_placed.get(), &PlacedChecks::experimentFinished, this,
            [this](qsizetype, const observation::ExperimentResult &result) {
                m_news.experiments.append(result);
                schedule();
            });
    connect(m_placed.get(), &PlacedChecks::itemFinished, this,
            [this](qsizetype, const observation::Observation &observation,
                   const diagnosis::Diagnosis &diagnosis) { concludeElsewhere(observation, diagnosis); });
    connect(m_placed.get(), &PlacedChecks::finished, this, [this] {
        if (m_finished)
            return;
        observation::Observation observation = nothingOf(m_order);
        observation.stopped = true; // before the place was there
        concludeElsewhere(observation, diagnosis::diagnose(observation));
    });
    m_news.stage = check::Check::Stage::Probing;
    schedule();
    m_placed->start();
}

void CheckWorker::concludeElsewhere(const observation::Observation &observation,
                                    const diagnosis::Diagnosis &diagnosis)
{
    if (m_recorder)
        m_recorder->addCheck(observation, diagnosis);
    conclude(observation, diagnosis);
}

} // namespace wirewise::gui
