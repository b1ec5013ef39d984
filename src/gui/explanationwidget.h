#pragma once

#include "diagnosis/finding.h"
#include "gui/experimentmodel.h"
#include "observation/observation.h"

#include <QWidget>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class ExplanationWidget;
}

/// The left column of Diagnosis: how we know, causes, what would make it work; or what was verified.
class ExplanationWidget : public QWidget
{
    Q_OBJECT
public:
    explicit ExplanationWidget(QWidget *parent = nullptr);
    ~ExplanationWidget() override;

    void showDiagnosis(const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis);
    /// Marks the evidence whose bytes are shown; 0 none.
    void setCurrentEvidence(int number);

Q_SIGNALS:
    void evidenceChosen(int number);
    void exchangeChosen(const QByteArray &probe);
    void retryMenuRequested(const QByteArray &probe, const QPoint &globalPosition);

private:
    void showEvidence(const diagnosis::Diagnosis &diagnosis);
    void showCauses(const diagnosis::Diagnosis &diagnosis);
    void showExperiments(const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis);
    void showOthers(const diagnosis::Diagnosis &diagnosis);
    void showHops(const diagnosis::Diagnosis &diagnosis);
    void fitTable();

    std::unique_ptr<Ui::ExplanationWidget> m_ui;
    ExperimentModel m_experiments;
};

} // namespace wirewise::gui
