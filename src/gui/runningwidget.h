#pragma once

#include "gui/widgets/phasebar.h"
#include "observation/observation.h"

#include <QHash>
#include <QWidget>

#include <memory>

namespace wirewise::gui {

class CheckSession;

namespace Ui {
class RunningWidget;
}

/// The left column while a check runs: the probes with their phases, then the retries that may follow and
/// what each tells apart.
class RunningWidget : public QWidget
{
    Q_OBJECT
public:
    explicit RunningWidget(QWidget *parent = nullptr);
    ~RunningWidget() override;

    /// Called some ten times a second while it is in view.
    void showCheck(const CheckSession &session);

Q_SIGNALS:
    void skipRequested(const QByteArray &probe);
    void longerRequested(int milliseconds);

private:
    void showProbes(const CheckSession &session);
    void showNext(const CheckSession &session);
    [[nodiscard]] static observation::Duration inPhase(const observation::Exchange &exchange,
                                                       observation::Duration elapsed);

    std::unique_ptr<Ui::RunningWidget> m_ui;
    QHash<QByteArray, PhaseBar *> m_bars;
    QByteArray m_skippable;
    QStringList m_nextShown;
};

} // namespace wirewise::gui
