#pragma once

#include "gui/widgets/exchangeview.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>

class QSplitter;

namespace wirewise::gui {

class CheckSession;
class ExchangePane;
class FixPane;

namespace Ui {
class DiagnosisPage;
}

/// Explanation beside the bytes that prove it, and the fix below them; or the check as it runs.
class DiagnosisPage : public QWidget
{
    Q_OBJECT
public:
    explicit DiagnosisPage(QWidget *parent = nullptr);
    ~DiagnosisPage() override;

    void setSession(CheckSession *session);
    /// The session moved on.
    void refresh();

    [[nodiscard]] ExchangePane *exchangePane() const;
    [[nodiscard]] FixPane *fixPane() const;
    [[nodiscard]] QSplitter *columns() const;
    [[nodiscard]] QSplitter *evidence() const;
    /// Shown while the window is narrow: the columns one above the other.
    void setStacked(bool stacked);

Q_SIGNALS:
    void retryMenuRequested(const QByteArray &probe, const QPoint &globalPosition);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showVerdict();
    void fitFix();

    std::unique_ptr<Ui::DiagnosisPage> m_ui;
    QPointer<CheckSession> m_session;
    bool m_fixMoved = false, m_verdictShown = false;
    QTimer m_tick; ///< elapsed times, ten times a second
};

} // namespace wirewise::gui
