#pragma once

#include <QWidget>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class EvidenceStepper;
}

/// "Evidence < 1 of 3 >".
class EvidenceStepper : public QWidget
{
    Q_OBJECT
public:
    explicit EvidenceStepper(QWidget *parent = nullptr);
    ~EvidenceStepper() override;

    /// current counts from 1; 0 shows that none is chosen. Hidden without evidence.
    void show(int current, int count);

Q_SIGNALS:
    void nextClicked();
    void previousClicked();

private:
    std::unique_ptr<Ui::EvidenceStepper> m_ui;
};

} // namespace wirewise::gui
