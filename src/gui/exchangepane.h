#pragma once

#include "diagnosis/finding.h"
#include "gui/widgets/exchangeview.h"
#include "observation/observation.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace wirewise::gui {

namespace Ui {
class ExchangePane;
}

/// The right upper part of Diagnosis: which exchange, which evidence, text or hex, and its bytes.
class ExchangePane : public QWidget
{
    Q_OBJECT
public:
    explicit ExchangePane(QWidget *parent = nullptr);
    ~ExchangePane() override;

    /// diagnosis is null while the check runs; then the running probe is followed if the user wants that.
    void show(const observation::Observation &observation, const diagnosis::Diagnosis *diagnosis);
    void clear();

    /// head, get, upgrade or an experiment's id.
    void showExchange(const QByteArray &name);
    [[nodiscard]] const QByteArray &shownExchange() const { return m_shown; }
    /// Evidence of the primary finding, from 1; switches to its exchange. False if it has no bytes.
    bool showEvidence(int number);
    void stepEvidence(int by);
    /// After the pane changed its size.
    void keepEvidenceInView();

    [[nodiscard]] ExchangeView *view() const;

Q_SIGNALS:
    void exchangeShown(const QByteArray &name);
    void evidenceShown(int number);
    void modeChanged(wirewise::gui::ExchangeView::Mode mode);

private:
    void fillSwitch();
    void fillView(bool keepPosition);
    void followRunning();
    [[nodiscard]] QList<int> steppable() const;
    void showStep();

    std::unique_ptr<Ui::ExchangePane> m_ui;
    observation::Observation m_observation;
    std::optional<diagnosis::Finding> m_finding;
    QByteArray m_shown;
    int m_evidence = 0;
    /// Nothing but the upgrade itself is to be told: places are selected, not marked.
    bool m_plainlyWell = false;
    bool m_running = false;
    bool m_filling = false;
};

} // namespace wirewise::gui
