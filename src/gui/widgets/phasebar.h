#pragma once

#include "gui/widgets/token.h"
#include "observation/exchange.h"

#include <QList>
#include <QString>
#include <QTimer>
#include <QWidget>

namespace wirewise::gui {

/// One phase of an exchange as it is shown while it runs.
struct PhaseStep
{
    enum class State { Done, Now, Waiting, Failed };
    QString name;   ///< "name", "TCP", "TLS", "sent", "waiting", "read"
    QString detail; ///< "2.41 s", only where it says something
    State state = State::Waiting;

    friend bool operator==(const PhaseStep &, const PhaseStep &) = default;
};

/// One probe as it is shown while it runs.
struct ProbeProgress
{
    enum class State { NotStarted, Running, Done, Failed };
    State state = State::NotStarted;
    QString name;   ///< "Upgrade"
    QString status; ///< "404"
    Token statusToken = Token::Text1;
    QString text;    ///< "Not Found, 22 bytes"; "waiting for the first byte"
    QString time;    ///< "2.48 s"; "3.2 s of 10 s"
    double used = 0; ///< part of the time limit of the running phase, 0 to 1
    QList<PhaseStep> phases;

    friend bool operator==(const ProbeProgress &, const ProbeProgress &) = default;
};

/// elapsed is the time since the exchange began, inPhase the time since its running phase began.
[[nodiscard]] ProbeProgress probeProgress(const observation::Exchange &exchange,
                                          observation::Duration elapsed, observation::Duration inPhase);
/// The token in which a status is written for a probe: green for what is right, red for what fails.
[[nodiscard]] Token statusToken(const observation::Exchange &exchange);
/// "404", or a word where there is no status ("closed", "refused", "timed out"); empty while it runs.
[[nodiscard]] QString statusText(const observation::Exchange &exchange);

/// The same of an outcome and the status of its answer, 0 without one.
[[nodiscard]] QString statusText(observation::Outcome outcome, int status);

/// A probe of the running page: title line, a bar that fills towards the time limit, and the phases.
class PhaseBar : public QWidget
{
    Q_OBJECT
public:
    explicit PhaseBar(QWidget *parent = nullptr);
    void setProgress(const ProbeProgress &progress);
    [[nodiscard]] const ProbeProgress &progress() const { return m_progress; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void followMotion();
    void paintTitle(QPainter &painter, const QRectF &line) const;
    void paintPhases(QPainter &painter, const QRectF &line) const;

    ProbeProgress m_progress;
    QTimer m_timer;
};

} // namespace wirewise::gui
