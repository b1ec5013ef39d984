#pragma once

#include "gui/loadfailuremodel.h"
#include "observation/loadtest.h"

#include <QWidget>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class LoadPage;
}

/// A load test: how much, its course while it runs, and what came of it.
class LoadPage : public QWidget
{
    Q_OBJECT
public:
    explicit LoadPage(QWidget *parent = nullptr);
    ~LoadPage() override;

    /// What would be loaded; secrets are masked here.
    void setAddress(const QString &address);
    /// What the form asks for; it may have a LoadPlanError.
    [[nodiscard]] observation::LoadPlan plan() const;
    /// One that runs, or has run.
    void show(const observation::LoadTest &test);
    /// Shows the widget; the value stays.
    using QWidget::show;
    void setRunning(bool running);
    /// Something that keeps the test from being begun, in a sentence.
    void complain(const QString &sentence);
    [[nodiscard]] const observation::LoadTest &test() const { return m_test; }

Q_SIGNALS:
    void startRequested();
    void stopRequested();
    /// A failure that was seen is to be opened as a session.
    void sampleRequested(const wirewise::observation::Observation &sample);
    void exportRequested();
    void k6Requested();
    void artilleryRequested();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void connectParts();
    void showPlan();
    void showTest();
    void fitTable();
    void openSample();

    std::unique_ptr<Ui::LoadPage> m_ui;
    LoadFailureModel m_failures;
    observation::LoadTest m_test;
    bool m_running = false;
};

} // namespace wirewise::gui
