@echo off
rem Installs or upgrades Durna from this folder, without a network: install.cmd FOLDER [--workspace WORKSPACE]
setlocal
if defined PYTHON ("%PYTHON%" "%~dp0install.py" %* & exit /b)
for /f "usebackq skip=1 delims=" %%v in ("%~dp0version.txt") do set wanted=%%v
py -%wanted% "%~dp0install.py" %*
