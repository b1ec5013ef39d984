#include "diagnosis/loadverdict.h"

#include "observation/printable.h"

#include <QCoreApplication>
#include <QLocale>

namespace wirewise::diagnosis {

using observation::Duration;
using observation::LoadMessage;
using observation::LoadPlan;
using observation::LoadPlanError;
using observation::LoadTest;
using What = LoadBend::What;

namespace {

/// Gives the sentences below their context of translation.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::diagnosis::LoadTest)
};

/// From here on our own lateness is told, because it is in the latencies.
constexpr Duration NotableLateness = std::chrono::milliseconds(10);

QString percent(double share)
{
    return QLocale::c().toString(share * 100, 'f', share < 0.1 ? 1 : 0) + QStringLiteral(" %");
}

QString titleOf(const LoadTest &test)
{
    const int known = test.opened + test.failed;
    if (known == 0)
        return Words::tr("No connection was opened or refused.");
    if (test.opened == 0 && known == 1)
        return Words::tr("The connection did not open.");
    if (test.opened == 0)
        return Words::tr("None of %L1 connections opened.").arg(known);
    if (test.failed == 0 && test.dropped == 0)
        return Words::tr("%L1 of %L2 sessions opened, and none was dropped.").arg(test.opened).arg(known);
    if (test.failed == 0)
        return Words::tr("%L1 sessions opened; %L2 of them were dropped.").arg(test.opened).arg(test.dropped);
    if (test.dropped == 0)
        return Words::tr("%L1 of %L2 connections did not open.").arg(test.failed).arg(known);
    return Words::tr("%L1 of %L2 connections did not open, and %L3 sessions were dropped.")
        .arg(test.failed)
        .arg(known)
        .arg(test.dropped);
}

QString bendWords(const LoadBend &bend)
{
    switch (bend.what) {
    case What::Failures:
        return Words::tr("The curve bends above %L1 connections: failures and drops rise from %2 to %3.")
            .arg(bend.connections)
            .arg(percent(bend.usualShare), percent(bend.share));
    case What::Handshake:
        return Words::tr("The curve bends above %L1 connections: 95 % of the handshakes took at most %2 "
                         "before, and %3 from there on.")
            .arg(bend.connections)
            .arg(shortTime(bend.usual), shortTime(bend.seen));
    case What::Answer:
        return Words::tr("The curve bends above %L1 connections: 95 % of the answers took at most %2 before, "
                         "and %3 from there on.")
            .arg(bend.connections)
            .arg(shortTime(bend.usual), shortTime(bend.seen));
    }
    return {};
}

/// Whether our own lateness makes up half of what the times rose by, or more.
bool mayBeOurs(const LoadBend &bend, const QList<observation::LoadStep> &steps)
{
    return bend.what != What::Failures && bend.step < steps.size() &&
           2 * steps.at(bend.step).lateness >= bend.seen - bend.usual;
}

void addRestraint(const LoadTest &test, QStringList &remarks)
{
    const observation::LoadRestraint &restraint = test.restraint;
    if (restraint.nothingOpened)
        remarks.append(Words::tr("The first connections all failed, so no more were begun."));
    if (restraint.times > 0 && restraint.waited > Duration(0))
        remarks.append(
            Words::tr("The server asked for less (429, or Retry-After), %1 times in all. Nothing was "
                      "begun for %2, and each time half as many a second after that.")
                .arg(restraint.times)
                .arg(shortTime(restraint.waited)));
    if (restraint.gaveUp)
        remarks.append(Words::tr(
            "The server asked for less than the test was to do, so no more connections were begun."));
    if (test.finished && test.source.isEmpty() && test.notBegun() > 0)
        remarks.append(Words::tr("%L1 of %L2 connections were not begun.")
                           .arg(test.notBegun())
                           .arg(test.plan.connections));
}

void addLeftovers(const LoadTest &test, QStringList &remarks)
{
    if (!test.finished)
        return;
    if (test.unfinished > 0)
        remarks.append(Words::tr("%L1 connections were still being opened at the end.").arg(test.unfinished));
    if (test.unanswered > 0)
        remarks.append(Words::tr("%L1 of %L2 messages had no answer until the end; no latency contains them.")
                           .arg(test.unanswered)
                           .arg(test.sent));
    if (test.open > 0)
        remarks.append(Words::tr("%L1 sessions did not answer the Close, and were ended.").arg(test.open));
}

} // namespace

LoadVerdict judge(const LoadTest &test)
{
    LoadVerdict verdict;
    verdict.title = test.stopped ? Words::tr("Stopped. %1").arg(titleOf(test)) : titleOf(test);
    verdict.bend = findBend(test.steps);
    verdict.isPossible = test.opened > 0 && test.failed == 0 && test.dropped == 0 && test.notBegun() == 0;
    if (verdict.bend) {
        verdict.remarks.append(bendWords(*verdict.bend));
        if (mayBeOurs(*verdict.bend, test.steps))
            verdict.remarks.append(
                Words::tr("From the same number on this computer was late itself, so that the "
                          "bend may be its own."));
    }
    addRestraint(test, verdict.remarks);
    if (test.opened > 0 && test.lateness >= NotableLateness)
        verdict.remarks.append(
            Words::tr("This computer was late itself: one connection in twenty began %1 or more after it was "
                      "due, and the latencies contain that. A lower rate, or the k6 script on more machines, "
                      "measures the server alone.")
                .arg(shortTime(test.lateness)));
    addLeftovers(test, verdict.remarks);
    return verdict;
}

QString shortTime(Duration time)
{
    const double milliseconds = static_cast<double>(time.count()) / 1000;
    const QLocale locale = QLocale::c();
    if (milliseconds < 10)
        return Words::tr("%1 ms").arg(locale.toString(milliseconds, 'f', milliseconds < 1 ? 2 : 1));
    if (milliseconds < 1000)
        return Words::tr("%1 ms").arg(locale.toString(milliseconds, 'f', 0));
    const double seconds = milliseconds / 1000;
    return Words::tr("%1 s").arg(locale.toString(seconds, 'f', seconds < 10 ? 1 : 0));
}

QString wordsOf(LoadPlanError error, const LoadPlan &plan, const observation::LoadBounds &bounds)
{
    switch (error) {
    case LoadPlanError::None:
        return {};
    case LoadPlanError::Connections:
        return Words::tr("From 1 to %L1 connections are possible from one computer. For more, write a script "
                         "for k6 or Artillery.")
            .arg(bounds.connections);
    case LoadPlanError::Rate:
        return Words::tr("A rate from 0.1 to %L1 connections a second is possible.").arg(bounds.rate);
    case LoadPlanError::Time:
        return Words::tr("A time from 1 to %L1 seconds is possible.")
            .arg(std::chrono::duration_cast<std::chrono::seconds>(bounds.time).count());
    case LoadPlanError::Steps:
        return Words::tr("From 1 to %1 steps are possible, and no more than connections.")
            .arg(LoadPlan::MostSteps);
    case LoadPlanError::TooShort:
        return Words::tr("%L1 connections at %2 a second take %3 to begin, longer than there is time. Take "
                         "more time, a higher rate or fewer connections.")
            .arg(plan.connections)
            .arg(plan.rate)
            .arg(shortTime(plan.rampOfStep() * plan.steps));
    case LoadPlanError::Pause:
        return Words::tr("At least %1 have to lie between the messages of one session.")
            .arg(shortTime(LoadPlan::ShortestPause));
    case LoadPlanError::Messages:
        return Words::tr(
                   "That is more than %L1 messages a second, which one computer cannot send on time. Say "
                   "them less often, or on fewer connections.")
            .arg(bounds.messages);
    }
    return {};
}

QString wordsOf(const LoadPlan &plan)
{
    QString words = Words::tr("%L1 connections, %2 a second, for %3")
                        .arg(plan.connections)
                        .arg(plan.rate)
                        .arg(shortTime(plan.time));
    if (plan.steps > 1)
        words += Words::tr(", in %1 steps").arg(plan.steps);
    const LoadMessage &message = plan.message;
    if (message.kind == LoadMessage::Kind::Ping)
        words += Words::tr("; in each a ping every %1").arg(shortTime(message.every));
    else if (message.kind == LoadMessage::Kind::Text)
        words += Words::tr("; in each the message “%1” every %2")
                     .arg(observation::printable(message.text, 40), shortTime(message.every));
    return words;
}

} // namespace wirewise::diagnosis
