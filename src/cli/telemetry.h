#pragma once

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/delivery.h"
#include "cli/otlpsetup.h"
#include "report/otlp.h"

#include <QObject>

#include <memory>
#include <span>

namespace wirewise::cli {

/// --otlp and --pushgateway: what `check` and `watch` send to systems that keep it. Nothing is sent without
/// these options. What does not arrive is said, and fails the run only with --must-arrive.
class Telemetry : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~Telemetry() override;

    [[nodiscard]] static std::span<const Option> options();

    /// Empty if all could be used, else a sentence that says what was expected. Warnings go to the console.
    [[nodiscard]] QString read(const Arguments &arguments, const Console &console);
    [[nodiscard]] bool isAsked() const { return m_traces || m_pushes; }
    /// Whether outlines of the results will be wanted by finish().
    [[nodiscard]] bool wantsOutlines() const { return m_metrics || m_pushes; }

    /// A check has ended; context.parent is filled in here.
    void take(const report::Checked &checked, report::OtlpContext context);
    /// For what goes on for days: sends what there is, the results only where the last ones have gone, and
    /// says when a system stops to take them.
    void flush(const QList<report::Outline> &results);
    /// Sends what is left; finished() follows, at once if there is nothing to wait for.
    void finish(const QList<report::Outline> &results);
    /// The end shall come soon.
    void hurry();
    /// Something that has to arrive did not.
    [[nodiscard]] bool failed() const { return m_mustArrive && m_lost > 0; }

Q_SIGNALS:
    void finished();
    /// A line comes on the console: what is shown there has to make room.
    void aboutToComplain();

private:
    [[nodiscard]] QString readPushgateway(const Arguments &arguments);
    void watch(Delivery &delivery);
    void sendSpans();
    void sendMetrics(const QList<report::Outline> &results);
    void push(const QList<report::Outline> &results);
    void complain(const QString &sentence);
    void endIfIdle();
    void tellLosses(const Delivery &delivery, const QString &what);

    Console m_console;
    OtlpSetup m_setup;
    std::unique_ptr<Delivery> m_traces, m_metrics, m_pushes;
    report::OtlpSpans m_spans; ///< not sent yet
    qsizetype m_lost = 0, m_rejected = 0;
    QString m_rejection; ///< the collector's words
    bool m_mustArrive = false, m_ending = false, m_tellsOutages = false;
};

} // namespace wirewise::cli
